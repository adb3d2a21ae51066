import {posix} from 'node:path';
import {UserError} from '../domain/user-error.ts';
import type {MountPlan} from './launch-plan.ts';
import {windowsPathToWsl} from './windows-path.ts';

const propagations = new Set(['shared', 'rshared', 'slave', 'rslave', 'private', 'rprivate']);

/** Accepted and without effect: hints for file sharing on a Mac. */
const ignoredOptions = new Set(['rw', 'cached', 'delegated', 'consistent']);

const volumeName = /^[0-9a-z][\w\-.]*$/i;

export type VolumeErrorCode = 'volume-invalid' | 'volume-option-unknown' | 'volume-target-relative' | 'volume-source-relative' | 'volume-windows-path';

function fail(value: string, code: VolumeErrorCode, suggestion = ''): never {
	throw new UserError(code, {flag: '--volume', value, suggestion});
}

/**
Reads the value of -v: `SOURCE:TARGET[:OPTIONS]`, `NAME:TARGET[:OPTIONS]` or `TARGET`. A source that starts with `.` or
`~/` is completed from `directory` and `home`, because a person types what a shell would have completed.

@throws UserError volume-… with what is wrong and what would do, for a Windows path its place in WSL.
Source: docker/cli cli/compose/loader/volume.go.
*/
export function parseVolumeSpec(value: string, directory: string, home?: string): MountPlan {
	const windows = /^([a-z]:[/\\][^:]*):(.+)$/i.exec(value);
	if (windows !== null) {
		const path = windowsPathToWsl(windows[1]!)!;
		fail(value, 'volume-windows-path', `${path}:${windows[2]!}`);
	}

	const [first = '', second, optionText, ...rest] = value.split(':');
	if (first === '' || second === '' || rest.length > 0) {
		fail(value, 'volume-invalid');
	}

	if (second === undefined) {
		if (!first.startsWith('/')) {
			fail(value, 'volume-target-relative');
		}

		return {type: 'volume', target: posix.normalize(first), isReadOnly: false};
	}

	if (!second.startsWith('/')) {
		fail(value, 'volume-target-relative');
	}

	if (posix.normalize(second) === '/') {
		fail(value, 'volume-invalid');
	}

	return withOptions(value, first, posix.normalize(second), (optionText ?? '').split(',').filter(option => option !== ''), {directory, home});
}

function withOptions(value: string, source: string, target: string, options: readonly string[], base: {directory: string; home: string | undefined}): MountPlan {
	const unknown = options.find(option => option !== 'ro' && option !== 'z' && option !== 'Z' && option !== 'nocopy' && !propagations.has(option) && !ignoredOptions.has(option));
	if (unknown !== undefined) {
		fail(value, 'volume-option-unknown', unknown);
	}

	const isReadOnly = options.includes('ro');
	const path = absoluteSource(source, base.directory, base.home);
	if (path === undefined) {
		if (!volumeName.test(source)) {
			fail(value, 'volume-source-relative', `./${source}:${target}`);
		}

		return {
			type: 'volume', source, target, isReadOnly, hasNoCopy: options.includes('nocopy'),
		};
	}

	return {
		type: 'bind',
		source: path,
		target,
		isReadOnly,
		propagation: options.find(option => propagations.has(option)),
		relabel: options.includes('Z') ? 'Z' : (options.includes('z') ? 'z' : undefined),
	};
}

/** Completes a host path; undefined when the text names a volume. */
export function absoluteSource(source: string, directory: string, home?: string): string | undefined {
	if (source.startsWith('/')) {
		return posix.normalize(source).replace(/(?<=.)\/$/, '');
	}

	if (source === '.' || source === '..' || source.startsWith('./') || source.startsWith('../')) {
		return posix.resolve(directory, source);
	}

	return home !== undefined && (source === '~' || source.startsWith('~/')) ? posix.join(home, source.slice(1)) : undefined;
}
