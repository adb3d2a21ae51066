import {frameworkToName} from '../../../domain/framework.ts';
import {shownCommand} from '../../../domain/mask-command.ts';
import {bytesToShortText} from '../../../format/bytes.ts';
import {count} from '../../../format/number.ts';
import {displayWidth} from '../../../format/display-width.ts';
import {drawDocument} from '../../draw/document.ts';
import type {ScreenModel} from '../../panels/model.ts';
import {withPercent} from '../../../words/percent.ts';
import {wordsIn} from '../../../words/words.ts';
import type {Section} from './section.ts';

/** With what the training was started, what it is made of, and what it costs to watch it; undefined where nothing of it is known. */
export function startedSection(model: ScreenModel, spanColumns: number): Section | undefined {
	const {ui, look} = model;
	const facts = factsOf(model).filter(([, text]) => text !== '');
	if (facts.length === 0) {
		return undefined;
	}

	const labelWidth = Math.max(...facts.map(([label]) => displayWidth(label))) + 2;
	const draw = (columns: number) => drawDocument(facts.map(([label, text]) => ({
		kind: 'field', label, text, labelWidth,
	})), columns, look);
	const rows = draw(spanColumns).length;
	return {
		id: 'started', title: wordsIn(ui.language).resource.startedWith, subtitle: '', detail: [], least: Math.min(rows, 6), most: rows, natural: columns => draw(columns).length, draw: (columns, most) => draw(columns).slice(0, most),
	};
}

function factsOf({state, resources: {ownPercent}, containerFacts, look, ui}: ScreenModel): ReadonlyArray<readonly [label: string, text: string]> {
	const {overview, resource, screen} = wordsIn(ui.language);
	const {model, framework, torch, python, devices, target} = state;
	const join = (...parts: ReadonlyArray<string | undefined>) => parts.filter(part => part !== undefined && part !== '').join(` ${look.glyphs.dot} `);
	const command = containerFacts?.runCommand ?? containerFacts?.command ?? (target?.kind === 'process' ? target.command && shownCommand(target.command) : undefined);
	return [
		[resource.startedCommand, command ?? ''],
		[overview.setup.model, model === undefined ? '' : join(model.name, model.parameters === undefined ? undefined : overview.parameters(count(model.parameters)), model.gigaflops === undefined ? undefined : `${model.gigaflops} GFLOPs`, model.layers === undefined ? undefined : resource.layers(count(model.layers)))],
		[overview.setup.framework, join(framework === undefined ? undefined : `${frameworkToName(framework)} ${framework.version ?? ''}`.trim(), state.task === undefined ? undefined : screen.task[state.task], torch === undefined ? undefined : `torch ${torch}`, python === undefined ? undefined : `Python ${python}`, devices.map(({label, name, memoryBytes}) => [name ?? label, memoryBytes === undefined ? '' : bytesToShortText(memoryBytes)].filter(part => part !== '').join(' ')).join(', '))],
		['yolotop', ownPercent === undefined ? '' : resource.ownCost(withPercent(ownPercent.toFixed(1), ui.language))],
	];
}
