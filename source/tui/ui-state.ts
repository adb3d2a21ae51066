import type {KeyCommand} from '../control/keymap.ts';
import type {Language} from '../text/language.ts';
import {nextTheme, type ThemeName} from './theme/theme.ts';

/** Panels that can be chosen with Tab, in that order. */
export const focusOrder = ['log', 'metrics', 'classes'] as const;

export type FocusId = (typeof focusOrder)[number];

/** Everything about the screen that is not about the run. */
export type UiState = {
	readonly focus: FocusId;
	readonly isZoomed: boolean;
	readonly isHelpOpen: boolean;
	/** First shown line of the help. */
	readonly helpTop: number;
	/** First shown row of the per-class table. */
	readonly classesTop: number;
	/** Number of the first shown log line, counted from the first line of the output; undefined follows the end. */
	readonly logTop?: number;
	readonly language: Language;
	readonly theme: ThemeName;
};

/** How far what is in focus can be scrolled. */
export type ScrollRange = {
	/** The first line shown now, and the last line that can be the first one. */
	readonly top: number;
	readonly last: number;
	/** Lines on a page. */
	readonly page: number;
	/** The name under which a line is remembered, where lines move; the line itself by default. */
	readonly anchor?: (line: number) => number;
};

export function createUiState(language: Language, theme: ThemeName): UiState {
	return {
		focus: 'log', isZoomed: false, isHelpOpen: false, helpTop: 0, classesTop: 0, language, theme,
	};
}

/** The state after a command; the same object when nothing changes. Commands that end or stop the screen change nothing here. */
export function reduceUi(ui: UiState, command: KeyCommand, range: ScrollRange): UiState {
	switch (command) {
		case 'help': {
			return {...ui, isHelpOpen: true, helpTop: 0};
		}

		case 'close-help': {
			return {...ui, isHelpOpen: false};
		}

		case 'focus-next': {
			return {...ui, focus: stepFocus(ui.focus, 1)};
		}

		case 'focus-previous': {
			return {...ui, focus: stepFocus(ui.focus, -1)};
		}

		case 'zoom': {
			return {...ui, isZoomed: !ui.isZoomed};
		}

		case 'switch-language': {
			return {...ui, language: ui.language === 'en' ? 'zh' : 'en'};
		}

		case 'switch-theme': {
			return {...ui, theme: nextTheme(ui.theme)};
		}

		case 'scroll-up': {
			return scrollTo(ui, range.top - 1, range);
		}

		case 'scroll-down': {
			return scrollTo(ui, range.top + 1, range);
		}

		case 'page-up': {
			return scrollTo(ui, range.top - Math.max(1, range.page - 1), range);
		}

		case 'page-down': {
			return scrollTo(ui, range.top + Math.max(1, range.page - 1), range);
		}

		case 'scroll-to-start': {
			return scrollTo(ui, 0, range);
		}

		case 'scroll-to-end': {
			return scrollTo(ui, range.last, range);
		}

		case 'detach':
		case 'suspend':
		case 'redraw': {
			return ui;
		}
	}
}

function stepFocus(focus: FocusId, step: number): FocusId {
	return focusOrder[(focusOrder.indexOf(focus) + step + focusOrder.length) % focusOrder.length]!;
}

function scrollTo(ui: UiState, line: number, {last, anchor = place => place}: ScrollRange): UiState {
	const top = Math.max(0, Math.min(last, line));
	if (ui.isHelpOpen) {
		return {...ui, helpTop: top};
	}

	switch (ui.focus) {
		case 'log': {
			// At the end the log follows again.
			const {logTop: _, ...rest} = ui;
			return top >= last ? rest : {...ui, logTop: anchor(top)};
		}

		case 'classes': {
			return {...ui, classesTop: top};
		}

		case 'metrics': {
			return ui;
		}
	}
}
