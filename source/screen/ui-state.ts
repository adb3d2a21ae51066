import {
	screenIds,
	tabIds,
	type DisabledReason,
	type OverlayKind,
	type ScreenId,
} from '../keys/binding.ts';
import type {KeyCommand, MoveCommand} from '../keys/keymap.ts';
import type {Language} from '../words/words.ts';
import type {Answer, Overlay, Toast} from './overlays/overlay.ts';
import {initialChartsUi, type ChartsUi} from './screens/charts/charts-ui.ts';
import {initialClassesUi, type ClassesUi} from './screens/classes/classes-ui.ts';
import {initialLogsState, type LogsState} from './screens/logs/logs-state.ts';
import {initialPicturesUi, type PicturesUi} from './screens/pictures/pictures-ui.ts';
import {initialOverviewUi, type OverviewUi} from './screens/overview/overview-ui.ts';
import {initialResourcesUi, type ResourcesUi} from './screens/resources/resources-ui.ts';
import {initialRunsUi, type RunsUi} from './screens/runs/runs-ui.ts';
import type {ThemeName} from './theme/theme.ts';

/** Everything about the screen that is not about the run. Each screen has a part of its own. */
export type UiState = {
	readonly screen: ScreenId;
	/** What is over the screen, the uppermost last; keys go to that one. */
	readonly overlays: readonly Overlay[];
	readonly toast?: Toast;
	/** What yolotop is doing to the run at the moment. */
	readonly activity?: string;
	/** Whether a question comes of it, so that Enter already means its answer. */
	readonly isQuestionComing?: boolean;
	/** An address that a person can open, such as that of TensorBoard. */
	readonly link?: string;
	/** Only a few lines, whatever the size of the terminal. */
	readonly isCompact?: boolean;
	/** What was taken in the palette, the newest last. */
	readonly paletteHistory?: readonly string[];
	/** Lines that were typed and taken, by what they were typed for, the newest last. */
	readonly typedLines?: Readonly<Record<string, readonly string[]>>;
	readonly language: Language;
	readonly theme: ThemeName;
	/** Whether the person has brought a theme, so that the key goes through it too. */
	readonly hasOwnTheme?: boolean;
	readonly overview: OverviewUi;
	readonly charts: ChartsUi;
	readonly classes: ClassesUi;
	readonly logs: LogsState;
	readonly resources: ResourcesUi;
	readonly runs: RunsUi;
	readonly pictures: PicturesUi;
};

/** The state that is in force. Who sets another one has it drawn. */
export type UiHolder = {
	get(): UiState;
	set(ui: UiState): void;
};

/** The state after a command or a key, and the answer that an overlay gave when it was closed by it. */
export type Reduced = {readonly ui: UiState; readonly answer?: Answer; readonly command?: KeyCommand; readonly disabled?: DisabledReason};

/** How far what is in focus can be scrolled. */
export type ScrollRange = {
	/** The first line shown now, and the last line that can be the first one. */
	readonly top: number;
	readonly last: number;
	/** Lines on a page. */
	readonly page: number;
	/** The name under which a line is remembered, where lines move; the line itself by default. */
	readonly anchor?: (line: number) => number;
	/** The room of what is scrolled, for a screen that lays out lines by itself. */
	readonly size?: {readonly columns: number; readonly rows: number};
};

export function createUiState(language: Language, theme: ThemeName, runs: Partial<RunsUi> = {}): UiState {
	return {
		screen: 'overview',
		overlays: [],
		language,
		theme,
		hasOwnTheme: theme === 'own',
		overview: initialOverviewUi,
		charts: initialChartsUi,
		classes: initialClassesUi,
		logs: initialLogsState,
		resources: initialResourcesUi,
		runs: {...initialRunsUi, ...runs},
		pictures: initialPicturesUi,
	};
}

/** Holds a state; `onChange` is called when another one was set. */
export function createUiHolder(ui: UiState, onChange: () => void): UiHolder {
	let current = ui;
	return {
		get: () => current,
		set(next) {
			if (next === current) {
				return;
			}

			current = next;
			onChange();
		},
	};
}

/** What keys go to; undefined for the screen itself. */
export function topOverlay({overlays}: UiState): Overlay | undefined {
	return overlays.at(-1);
}

export function overlayKind(ui: UiState): OverlayKind | undefined {
	return topOverlay(ui)?.kind;
}

/** The line that a command that moves leads to. */
export function scrolledTop(command: MoveCommand, {top, last, page}: ScrollRange): number {
	const step = Math.max(1, page - 1);
	const wanted: Readonly<Record<MoveCommand, number>> = {
		'scroll-up': top - 1,
		'scroll-down': top + 1,
		'page-up': top - step,
		'page-down': top + step,
		'scroll-to-start': 0,
		'scroll-to-end': last,
	};
	return Math.max(0, Math.min(last, wanted[command]));
}

/** The screen some steps further among those that are named above, round the end; from another one the first or the last of them. */
export function stepScreen(screen: ScreenId, step: number): ScreenId {
	const index = Math.min(screenIds.indexOf(screen), step > 0 ? tabIds.length - 1 : tabIds.length);
	return tabIds[(index + step + tabIds.length) % tabIds.length]!;
}
