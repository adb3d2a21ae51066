import type {Settings} from '../domain/framework.ts';
import {parseSettingsFile} from './settings-file.ts';

const wanted = ['epochs', 'batch_size', 'batch', 'imgsz', 'weights', 'model', 'cfg', 'data', 'task', 'patience', 'time', 'resume', 'name', 'project', 'save_dir', 'conf_file', 'data_path'];

const line = new RegExp(`^(${wanted.join('|')}):(?: (.*))?$`, 'gm');

/** A value that is written as it is: no quotes, no block, no anchor, no comment, no flow list. */
const isPlain = (value: string) => /^(?:[^\s!"#%&'*,\-:>?@[\]`{|}][^#:]*|-?\d[\d+\-.e]*)?$/i.test(value);

/**
The few settings that a list of runs shows, a hundred times faster than reading the whole file. A file that writes one of them in
another way than plainly is read whole.
*/
export function glanceSettings(text: string): Settings {
	const settings: Record<string, string> = {};
	for (const [, name, value = ''] of text.matchAll(line)) {
		const written = value.trim() === '\'\'' || value.trim() === '""' ? '' : value.trim();
		if (!isPlain(written) || (written === '' && value.trim() === '')) {
			return parseSettingsFile(text);
		}

		settings[name!] = written;
	}

	return settings;
}
