import type {KeyCommand} from '../../keys/keymap.ts';
import type {Overlay} from '../overlays/overlay.ts';
import type {ScrollRange} from '../ui-state.ts';

type Explain = Overlay & {readonly kind: 'explain'};

/** The explanations after a command: what is longer than the screen is read to its end before the next number comes. */
export function reduceExplain(overlay: Explain, command: KeyCommand, {top, last, page}: ScrollRange): Explain {
	const choose = (chosen: number): Explain => ({...overlay, chosen: Math.max(0, Math.min(overlay.keys.length - 1, chosen)), top: 0});
	const read = (step: number, otherwise: Explain): Explain => {
		const next = Math.max(0, Math.min(last, top + step));
		return next === top ? otherwise : {...overlay, top: next};
	};

	switch (command) {
		case 'next-number': {
			return choose(overlay.chosen + 1);
		}

		case 'previous-number': {
			return choose(overlay.chosen - 1);
		}

		case 'scroll-down': {
			return read(1, choose(overlay.chosen + 1));
		}

		case 'scroll-up': {
			return read(-1, choose(overlay.chosen - 1));
		}

		case 'page-down': {
			return read(page, choose(overlay.chosen + page));
		}

		case 'page-up': {
			return read(-page, choose(overlay.chosen - page));
		}

		case 'scroll-to-start': {
			return choose(0);
		}

		case 'scroll-to-end': {
			return choose(overlay.keys.length - 1);
		}

		default: {
			return overlay;
		}
	}
}
