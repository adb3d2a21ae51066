import type {ContainerFacts} from '../../checks/diagnosis-facts.ts';
import type {AdviceFacts} from '../../checks/advice/recommendation.ts';
import type {DisabledReason} from '../../keys/binding.ts';
import type {KeyCommand} from '../../keys/keymap.ts';
import {isEnded} from '../../run/ended.ts';
import type {Resources} from '../../run/resources.ts';
import type {PictureProtocol, Pictures, PixelSize} from '../../domain/picture.ts';
import type {CheckResult} from '../../domain/check-result.ts';
import type {RunState} from '../../domain/run.ts';
import type {RunList} from '../../domain/run-list.ts';
import {clockTime} from '../../format/clock-time.ts';
import {durationToText, fineDurationToText} from '../../format/duration.ts';
import type {LogView} from '../screens/logs/log-view.ts';
import type {StacksAnswer} from '../panes/stacks.ts';
import type {Look} from '../theme/look.ts';
import type {ShownWatch} from '../screen-options.ts';
import type {UiState} from '../ui-state.ts';
import {type Words, wordsIn} from '../../words/words.ts';

/** Everything a panel may draw from. */
export type ScreenModel = {
	readonly state: RunState;
	readonly log: LogView;
	/** What the samplers of the machine have told; compare by identity. */
	readonly resources: Resources;
	/** How the container was made; undefined for a run that is in none. */
	readonly containerFacts: ContainerFacts | undefined;
	/** Every training and run that was found; live while its screen is shown. */
	readonly runList: RunList;
	/** What the doctor found, in the language of `ui`; undefined until it was asked and has answered. */
	readonly checks?: readonly CheckResult[] | undefined;
	/** The machine as advice needs it, where no sampler tells; undefined until it was asked and has answered. */
	readonly machineFacts?: Omit<AdviceFacts, 'run'> | undefined;
	/** Where the processes of the training are; undefined until they were asked and have answered. */
	readonly stacks?: StacksAnswer | undefined;
	/** The pictures of the run, where they are asked for. */
	readonly pictures?: Pictures | undefined;
	/** How the terminal is given pictures; as characters by default. */
	readonly graphics?: Graphics | undefined;
	/** How the run is kept going; undefined where it is not. */
	readonly watch?: ShownWatch | undefined;
	readonly ui: UiState;
	/** Milliseconds since 1970. */
	readonly now: number;
	readonly utcOffsetMinutes: number;
	readonly isSimulated: boolean;
	/** Whether a run that is over is played again. */
	readonly isReplay?: boolean | undefined;
	/** Commands on the run that do nothing now, and why. */
	readonly disabled: Readonly<Partial<Record<KeyCommand, DisabledReason>>>;
	readonly look: Look;
	readonly words: Words['screen'];
};

/** How the terminal is given pictures, and the pixels of its cells. */
export type Graphics = {
	readonly protocol: PictureProtocol;
	readonly cell: PixelSize;
	/** The number of its first picture. */
	readonly firstId: number;
};

/** Ages below an hour are told by the second. */
const secondsUntilMs = 3_600_000;

/** An input of what tells the time: another value each second, and each minute where nothing has moved for so long that no second is told. */
export function movingSecond({state, now}: Pick<ScreenModel, 'state' | 'now'>): number {
	const isLongOver = isEnded(state.phase) && now - (state.lastEventAt ?? 0) > secondsUntilMs;
	const stepMs = isLongOver ? 60_000 : 1000;
	return Math.floor(now / stepMs) * stepMs;
}

/** Columns and rows for the content of a panel. */
export type Size = {readonly columns: number; readonly rows: number};

/** A length of time in the person's language. */
export function timeSpan({ui}: Pick<ScreenModel, 'ui'>, ms: number | undefined): string {
	return durationToText(ms, wordsIn(ui.language).durationUnits);
}

/** The same with a tenth below ten seconds, for lengths that are compared with each other. */
export function fineTimeSpan({ui}: Pick<ScreenModel, 'ui'>, ms: number): string {
	return fineDurationToText(ms, wordsIn(ui.language).durationUnits);
}

/** The clock of the person. */
export function timeOfDay({now, utcOffsetMinutes}: ScreenModel, at: number | undefined): string {
	return clockTime(at, {now, utcOffsetMinutes});
}
