import type {CommandAt, MoveCommand} from '../../keys/keymap.ts';
import type {ScrollRange} from '../ui-state.ts';
import type {ExplainOverlay} from './plan-explain.ts';

/** The commands that the explanations answer by themselves. */
export type ExplainCommand = MoveCommand | Exclude<CommandAt<'explain'>, 'close-overlay'>;

/** The explanations after a command: what is longer than the screen is read to its end before the next number comes. */
export function reduceExplain(overlay: ExplainOverlay, command: ExplainCommand, {top, last, page}: ScrollRange): ExplainOverlay {
	const choose = (chosen: number): ExplainOverlay => ({...overlay, chosen: Math.max(0, Math.min(overlay.keys.length - 1, chosen)), top: 0});
	const read = (step: number, otherwise: ExplainOverlay): ExplainOverlay => {
		const next = Math.max(0, Math.min(last, top + step));
		return next === top ? otherwise : {...overlay, top: next};
	};

	const next: Readonly<Record<ExplainCommand, () => ExplainOverlay>> = {
		'next-number': () => choose(overlay.chosen + 1),
		'previous-number': () => choose(overlay.chosen - 1),
		'scroll-down': () => read(1, choose(overlay.chosen + 1)),
		'scroll-up': () => read(-1, choose(overlay.chosen - 1)),
		'page-down': () => read(page, choose(overlay.chosen + page)),
		'page-up': () => read(-page, choose(overlay.chosen - page)),
		'scroll-to-start': () => choose(0),
		'scroll-to-end': () => choose(overlay.keys.length - 1),
	};
	return next[command]();
}
