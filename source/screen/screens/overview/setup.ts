import {frameworkToName} from '../../../domain/framework.ts';
import {bytesToShortText} from '../../../format/bytes.ts';
import {displayWidth, padEnd} from '../../../format/display-width.ts';
import {count} from '../../../format/number.ts';
import {wordsIn} from '../../../words/words.ts';
import {wrapLine} from '../../draw/wrap.ts';
import type {ScreenModel, Size} from '../../panels/model.ts';

/** Before the first epoch: what is going to be trained with what, as far as the output has said it. */
export function drawSetup(model: ScreenModel, {columns, rows}: Size): readonly string[] {
	const {state, look, ui} = model;
	const {overview: words, screen} = wordsIn(ui.language);
	const {settings, scans, model: summary, devices, framework, torch, python, runDirectory, epochs, classCount} = state;
	const isKnown = (text: string | undefined): text is string => text !== undefined && !['', 'None', 'null'].includes(text);
	const join = (...parts: ReadonlyArray<string | undefined>): string => parts.filter(part => isKnown(part)).join(` ${look.glyphs.dot} `);
	const images = scans.train?.images === undefined && scans.val?.images === undefined ? undefined : words.images(count(scans.train?.images), count(scans.val?.images));
	const device = devices.map(({label, name, memoryBytes}) => [name ?? label, memoryBytes === undefined ? '' : bytesToShortText(memoryBytes)].filter(part => part !== '').join(' '));
	const facts: ReadonlyArray<readonly [label: string, text: string]> = [
		[words.setup.framework, join(framework === undefined ? undefined : `${frameworkToName(framework)} ${framework.version ?? ''}`.trim(), state.task === undefined ? undefined : screen.task[state.task], torch === undefined ? undefined : `torch ${torch}`, python === undefined ? undefined : `Python ${python}`)],
		[words.setup.data, join(settings.data, images, classCount === undefined ? undefined : words.classCount(String(classCount)))],
		[words.setup.model, join(settings.cfg, settings.model, summary?.name, summary?.parameters === undefined ? undefined : words.parameters(count(summary.parameters)))],
		[words.setup.weights, join(settings.weights)],
		[words.setup.settings, join(
			epochs === undefined ? (settings.epochs === undefined ? undefined : words.epochsWanted(settings.epochs)) : words.epochsWanted(String(epochs)),
			...([[screen.field.batch, settings.batch_size ?? settings.batch], [screen.field.imageSize, settings.imgsz ?? settings.img_size], [screen.field.workers, settings.workers]] as const).map(([label, value]) => isKnown(value) ? `${label} ${value}` : undefined),
		)],
		[words.setup.device, join(...device)],
		[words.setup.run, join(runDirectory)],
	];
	const shown = facts.filter(([, text]) => text !== '');
	const labelWidth = Math.max(0, ...shown.map(([label]) => displayWidth(label))) + 2;
	return shown.flatMap(([label, text]) => wrapFact(label, text, {labelWidth, columns, look})).slice(0, rows);
}

function wrapFact(label: string, text: string, {labelWidth, columns, look}: {readonly labelWidth: number; readonly columns: number; readonly look: ScreenModel['look']}): readonly string[] {
	const value = wrapLine([['text', text]], Math.max(8, columns - labelWidth), look);
	return value.map((line, index) => look.paint('label', padEnd(index === 0 ? label : '', labelWidth)) + line);
}
