import {
	isMap,
	isScalar,
	isSeq,
	parseDocument,
} from 'yaml';
import type {Settings} from '../domain/framework.ts';

/** Larger than any settings file; what is larger is not one. In UTF-16 units. */
const maxFile = 200_000;

/**
Reads opt.yaml (YOLOv5) or args.yaml (Ultralytics): each setting by its own name, the value as written. A nested setting
gets a dotted name, such as `hyp.lr0`; a list is written as `[0, 1]`; nothing is `null`. What cannot be read is left out.
*/
export function parseSettingsFile(text: string): Settings {
	const settings: Record<string, string> = {};
	if (text.length <= maxFile) {
		collect(parseDocument(text, {logLevel: 'silent', uniqueKeys: false}).contents, '', settings);
	}

	return settings;
}

function collect(node: unknown, prefix: string, settings: Record<string, string>): void {
	if (!isMap(node)) {
		return;
	}

	for (const {key, value} of node.items) {
		if (!isScalar(key)) {
			continue;
		}

		const name = `${prefix}${String(key.value)}`;
		// One level is all that the frameworks write.
		if (prefix === '' && isMap(value)) {
			collect(value, `${name}.`, settings);
		} else {
			const written = writtenValue(value);
			if (written !== undefined) {
				settings[name] = written;
			}
		}
	}
}

function writtenValue(node: unknown): string | undefined {
	if (node === null) {
		return 'null';
	}

	if (isScalar(node)) {
		return typeof node.value === 'string' ? node.value : node.source ?? String(node.value);
	}

	return isSeq(node) && node.items.every(item => isScalar(item)) ? `[${node.items.map(item => writtenValue(item)).join(', ')}]` : undefined;
}
