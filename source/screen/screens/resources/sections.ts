import {selectMachineView} from '../../../run/select-machine.ts';
import {wrapText} from '../../draw/wrap.ts';
import type {ScreenModel} from '../../panels/model.ts';
import {wordsIn} from '../../../words/words.ts';
import {containerSection} from './container-section.ts';
import {gpuSection} from './gpu-section.ts';
import {hostSection} from './host-section.ts';
import type {Section} from './section.ts';
import {startedSection} from './started-section.ts';

/** Of the content of a panel that spans the screen, where nothing depends on it. */
const usualColumns = 116;

/** Everything that the screen shows of this run, from top to bottom; how high each is depends on the columns of a panel that spans the screen. Where nothing can be measured, why, and what would change that. */
export function sectionsOf(model: ScreenModel, columns = usualColumns): readonly Section[] {
	const {state, resources, ui} = model;
	const hasTold = Object.keys(resources.sampledAt).length > 0 || Object.keys(resources.failures).length > 0;
	const view = selectMachineView(state, resources);
	const started = startedSection(model, columns);
	if (!hasTold && view === 'elsewhere') {
		return [nothingSection(wordsIn(ui.language).resource.notMeasurable[view], model, columns), ...(started === undefined ? [] : [started])];
	}

	const container = containerSection(model);
	const gpu = gpuSection(model, columns);
	const others = [container, hostSection(model, container !== undefined)];
	return [
		...(view === 'elsewhere' ? [nothingSection(wordsIn(ui.language).resource.notMeasurable.here, model, columns)] : []),
		// Where no GPU answers, why not comes after what is known.
		...(resources.failures.gpu === undefined ? [gpu, ...others] : [...others, gpu]),
		started,
	].filter(section => section !== undefined);
}

function nothingSection(text: string, {look, ui}: ScreenModel, columns: number): Section {
	const draw = (width: number) => wrapText([['text', text]], width, look);
	return {
		id: 'nothing', title: wordsIn(ui.language).screen.screens.resources, subtitle: '', detail: [], least: draw(columns).length, most: draw(columns).length, natural: width => draw(width).length, draw: (width, rows) => draw(width).slice(0, rows),
	};
}
