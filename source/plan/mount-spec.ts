import {posix} from 'node:path';
import {UserError} from '../domain/user-error.ts';
import {parseByteSize} from '../domain/byte-size.ts';
import {splitCsvFields, splitKeyValue} from './csv-fields.ts';
import type {MountPlan} from './launch-plan.ts';
import {absoluteSource, type VolumeErrorCode} from './volume-spec.ts';
import {windowsPathToWsl} from './windows-path.ts';

const keyNames: Readonly<Record<string, string>> = {
	type: 'type', source: 'source', src: 'source', target: 'target', dst: 'target', destination: 'target',
	readonly: 'readonly', ro: 'readonly', 'bind-propagation': 'propagation', 'volume-nocopy': 'nocopy',
	'tmpfs-size': 'size', 'tmpfs-mode': 'mode', consistency: 'consistency',
};

function isTrue(value: string | undefined): boolean {
	return ['true', '1'].includes(value ?? 'true');
}

/**
Reads the value of --mount: `type=bind,src=/data,dst=/mnt/data,ro`.

@throws UserError volume-invalid. Source: docker/cli opts/mount.go.
*/
export function parseMountSpec(value: string, directory: string, home?: string): MountPlan {
	const fail = (code: VolumeErrorCode, suggestion = ''): never => {
		throw new UserError(code, {flag: '--mount', value, suggestion});
	};

	const options: Record<string, string | undefined> = {};
	const current = new Set<string>();
	for (const field of splitCsvFields(value) ?? fail('volume-invalid')) {
		const [key, text] = splitKeyValue(field.trim());
		const name = Object.hasOwn(keyNames, key.toLowerCase()) ? keyNames[key.toLowerCase()]! : fail('volume-option-unknown', key);
		options[name] = text;
		current.add(name);
	}

	const target = options.target ?? fail('volume-invalid');
	if (!target.startsWith('/')) {
		fail('volume-target-relative');
	}

	const isReadOnly = current.has('readonly') && isTrue(options.readonly);
	const type = options.type ?? 'volume';
	if (type === 'tmpfs') {
		const sizeBytes = options.size === undefined ? undefined : parseByteSize(options.size) ?? fail('volume-option-unknown', 'tmpfs-size');
		const mode = options.mode === undefined ? undefined : Number.parseInt(options.mode, 8);
		return {
			type: 'tmpfs', target: posix.normalize(target), sizeBytes, mode: Number.isNaN(mode) ? fail('volume-option-unknown', 'tmpfs-mode') : mode,
		};
	}

	if (type === 'volume') {
		return {
			type: 'volume', source: options.source === '' ? undefined : options.source, target: posix.normalize(target), isReadOnly, hasNoCopy: current.has('nocopy') && isTrue(options.nocopy),
		};
	}

	if (type !== 'bind') {
		fail('volume-option-unknown', `type=${type}`);
	}

	const given = options.source ?? fail('volume-invalid');
	const wsl = windowsPathToWsl(given);
	if (wsl !== undefined) {
		fail('volume-windows-path', `type=bind,src=${wsl},dst=${target}`);
	}

	const source = absoluteSource(given, directory, home) ?? fail('volume-source-relative', `type=bind,src=./${given},dst=${target}`);
	return {
		type: 'bind', source, target: posix.normalize(target), isReadOnly, propagation: options.propagation,
	};
}
