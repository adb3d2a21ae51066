import type {RunEvent} from '../domain/event.ts';
import type {RunState} from '../domain/run.ts';
import type {ToolRun} from '../domain/tool-run.ts';
import {count as countText} from '../format/number.ts';
import {selectTrainingTable} from '../run/compare-tool.ts';
import {labelled} from '../words/punctuation.ts';
import {detectionPlace} from '../words/tool.ts';
import {type Language, wordsIn} from '../words/words.ts';
import {objectsText, toolToText} from './tool-text.ts';

/** A line for every tenth of the way shows that it moves. */
const steps = 10;
/** Where nobody says how many images there are, every tenth one gives a line. */
const assumedImages = 100;

export type ToolLines = {
	push(events: readonly RunEvent[]): string[];
	/** The result, where it was not said yet. */
	end(state: RunState): string[];
};

/** The lines of a val or detect program for a pipe: its beginning, a tenth now and then, and its result. */
export function createToolLines(language: Language, maxColumns: number): ToolLines {
	const texts = wordsIn(language).tool;
	let step = 0;
	/** A program that is started by yolotop is known before it prints its options. */
	let begun: string | undefined;
	let told: ToolRun | undefined;

	const result = (state: RunState): string[] => {
		const {toolRun} = state;
		const isNew = toolRun !== undefined && toolRun !== told && (toolRun.images > 0 || toolRun.validation !== undefined || toolRun.exports !== undefined);
		told = toolRun;
		return isNew ? toolToText(toolRun, selectTrainingTable(state), language, maxColumns) : [];
	};

	return {
		push: events => events.flatMap(event => {
			if (event.type === 'process-started' && event.tool !== 'train') {
				step = 0;
				const isKnown = begun === event.tool;
				begun = event.tool;
				return isKnown ? [] : [texts.started(texts.tools[event.tool])];
			}

			if (event.type === 'tool-results-saved') {
				begun = undefined;
			}

			if (event.type !== 'image-detected') {
				return [];
			}

			const {index, count, frame, frames, objects} = event.detection;
			const fraction = frame !== undefined && frames !== undefined ? frame / frames : index / (count ?? assumedImages);
			const next = Math.floor(fraction * steps);
			const isFurther = next !== step;
			step = next;
			return isFurther ? [labelled(detectionPlace(event.detection, language, countText), objectsText(objects, language), language)] : [];
		}),
		end: result,
	};
}
