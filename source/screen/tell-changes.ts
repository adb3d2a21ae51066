import type {RunState} from '../domain/run.ts';
import {isGoing, type RunStatus} from '../domain/run-status.ts';
import {notableChange, type RunMoment} from '../run/notable-change.ts';
import {selectProbeTrouble} from '../run/select-probe.ts';
import {selectStatus} from '../run/select-status.ts';
import {type Language, wordsIn} from '../words/words.ts';
import type {Dialogs} from './overlays/dialogs.ts';
import {targetName} from './panels/target-name.ts';
import type {AlertOptions, RunSource, TextOptions} from './screen-options.ts';
import type {TerminalSession} from './terminal/session.ts';
import type {UiHolder} from './ui-state.ts';

/** What the telling works with. */
export type ChangeTellerParts = {
	readonly run: RunSource;
	readonly alerts: AlertOptions;
	readonly texts: Pick<TextOptions, 'describeError'>;
	readonly session: Pick<TerminalSession, 'notify' | 'setTitle'>;
	readonly dialogs: Pick<Dialogs, 'tell'>;
	readonly ui: Pick<UiHolder, 'get'>;
	/** Milliseconds since 1970. */
	readonly now: () => number;
};

/** An end is reported this much later at most. */
const notifyIntervalMs = 1000;

/** A standstill shows after minutes, and all rules are asked for it. The clock may jump either way. */
const stallIntervalMs = 10_000;

/** So long a sentence about the probe stays. */
const probeTellMs = 12_000;

/** Longer titles are cut by the window, at their end. */
const titleColumns = 40;

/**
Tells a person who looks elsewhere what became of the run: the title of the window, and a notification when the run ends, fails or
stands still; and once that nothing is recorded although it was meant to be. Gives what to call when the run changed, and what ends it.
*/
export function createChangeTeller({run, alerts, texts, session, dialogs, ui, now}: ChangeTellerParts): {changed(): void; close(): void} {
	const language = () => ui.get().language;
	let title = windowTitle(run.getState(), language(), now());
	let moment: RunMoment | undefined;
	let stallAskedAt = -Infinity;
	let wasStalled = false;

	function isStalled(status: RunStatus): boolean {
		if (!isGoing(status)) {
			return false;
		}

		if (Math.abs(now() - stallAskedAt) >= stallIntervalMs) {
			stallAskedAt = now();
			wasStalled = alerts.isStalled?.() ?? false;
		}

		return wasStalled;
	}

	function notifyOfChange(): void {
		const {lastEventAt} = run.getState();
		const {status, isSilent = false} = selectStatus(run.getState(), now());
		const next: RunMoment = {
			status, isStalled: isSilent || isStalled(status), ...(lastEventAt !== undefined && {lastEventAt}),
		};
		const change = moment && notableChange(moment, next, now());
		moment = next;
		if (change === undefined) {
			return;
		}

		session.notify({title: `yolotop: ${targetName(run.getState().target, titleColumns)}`, text: wordsIn(language()).terminal.notable[change]}, alerts.notify ?? 'off');
		alerts.onNotable?.(change).catch((error: unknown) => {
			dialogs.tell(texts.describeError?.(error, language()) ?? String(error), 'bad');
		});
	}

	const watching = setInterval(notifyOfChange, notifyIntervalMs);
	let trouble: ReturnType<typeof selectProbeTrouble>;
	function tellOfProbe(): void {
		const next = selectProbeTrouble(run.getState());
		if (next !== undefined && next !== trouble) {
			dialogs.tell(wordsIn(language()).plain.probe[next], 'warning', probeTellMs);
		}

		trouble = next;
	}

	return {
		changed() {
			tellOfProbe();
			const current = windowTitle(run.getState(), language(), now());
			if (current === title) {
				return;
			}

			title = current;
			session.setTitle(title);
		},
		close() {
			clearInterval(watching);
		},
	};
}

/** The run and its state in a few words. */
export function windowTitle(state: RunState, language: Language, now: number): string {
	return wordsIn(language).screen.windowTitle(targetName(state.target, titleColumns), wordsIn(language).status[selectStatus(state, now).status]);
}
