import type {Settings} from '../domain/framework.ts';
import {parseSettingsFile} from './settings-file.ts';

const wanted = ['epochs', 'batch_size', 'batch', 'imgsz', 'weights', 'model', 'cfg', 'data', 'task', 'patience', 'time', 'resume', 'name', 'project', 'save_dir', 'conf_file', 'data_path'];

/** What a list can be grouped by; one that is not written plainly is left out. */
const further = ['optimizer', 'lr0', 'lrf', 'momentum', 'weight_decay', 'warmup_epochs', 'workers', 'device', 'seed', 'cos_lr', 'rect', 'single_cls', 'freeze', 'cache', 'close_mosaic', 'mosaic', 'mixup', 'fraction', 'dropout', 'amp', 'pretrained', 'multi_scale', 'label_smoothing', 'image_weights', 'noautoanchor', 'quad', 'sync_bn', 'nbs', 'fliplr', 'scale', 'degrees', 'copy_paste', 'iou', 'half', 'deterministic'];

const wantedNames = new Set(wanted);

const line = new RegExp(`^(${[...wanted, ...further].join('|')}):(?: (.*))?$`, 'gm');

/** Of all settings of a run those by which a list can be grouped beside the ones that it shows. */
export function furtherSettings(settings: Settings): Readonly<Record<string, string>> {
	return Object.fromEntries(['patience', ...further].flatMap(name => {
		const value = settings[name];
		return value === undefined || value === '' || value.includes('\n') ? [] : [[name, value]];
	}));
}

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
		if (!wantedNames.has(name!)) {
			settings[name!] = isPlain(written) ? written : '';
			continue;
		}

		if (!isPlain(written) || (written === '' && value.trim() === '')) {
			return parseSettingsFile(text);
		}

		settings[name!] = written;
	}

	return settings;
}
