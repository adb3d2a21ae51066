import type {CommandAt, MoveCommand} from '../../keys/keymap.ts';
import type {Overlay} from '../overlays/overlay.ts';
import type {ScrollRange} from '../ui-state.ts';

/** The commands that the explanations answer by themselves. */
export type ExplainCommand = MoveCommand | Exclude<CommandAt<'explain'>, 'close-overlay'>;

type Explain = Overlay & {readonly kind: 'explain'};

/** The explanations after a command: what is longer than the screen is read to its end before the next number comes. */
export function reduceExplain(overlay: Explain, command: ExplainCommand, {top, last, page}: ScrollRange): Explain {
	const choose = (chosen: number): Explain => ({...overlay, chosen: Math.max(0, Math.min(overlay.keys.length - 1, chosen)), top: 0});
	const read = (step: number, otherwise: Explain): Explain => {
		const next = Math.max(0, Math.min(last, top + step));
		return next === top ? otherwise : {...overlay, top: next};
	};

	const next: Readonly<Record<ExplainCommand, () => Explain>> = {
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
