import type {EpochRecord, RunState} from '../domain/run.ts';
import {isSameEpochRun} from '../run/history.ts';
import {selectEta} from '../run/select-eta.ts';
import {selectEpochFraction} from '../run/select-progress.ts';
import {type Language, wordsIn} from '../words/words.ts';
import {epochLine, progressLine} from './epoch-line.ts';

/** In a slow epoch a line now and then shows that it moves; more would bury the epochs. */
const progressStep = 0.1;

/** Says each epoch of each process once, and some of its progress. */
export function createEpochLines(language: Language) {
	const texts = wordsIn(language).plain;
	let header = '';
	/** What was printed of the current process, and of those before it. */
	let epochs = new Map<number, EpochRecord>();
	let epochsBefore = new Map<number, EpochRecord>();
	let progress = {epoch: 0, steps: 0};

	return {
		/** A new process begins. */
		begin(): void {
			epochsBefore = new Map([...epochsBefore, ...epochs]);
			epochs = new Map();
			progress = {epoch: 0, steps: 0};
		},
		/** Whether the epoch of the current process was said. */
		has: (epoch: number): boolean => epochs.has(epoch),
		completed(record: EpochRecord, state: RunState, now: number): string[] {
			const known = epochs.get(record.epoch) ?? epochsBefore.get(record.epoch);
			if (known !== undefined && isSameEpochRun(known, record)) {
				return [];
			}

			epochs.set(record.epoch, record);
			progress = {epoch: record.epoch, steps: 0};
			// The time that is left is only true of the newest epoch.
			const eta = record.epoch === state.history.at(-1)?.epoch ? selectEta(state, now) : undefined;
			const row = epochLine(record, state.epochs, eta?.leftMs, texts);
			const isNewHeader = row.header !== header;
			header = row.header;
			return isNewHeader ? [row.header, row.line] : [row.line];
		},
		progress(state: RunState): string[] {
			const {epoch = 0} = state.progress ?? {};
			const fraction = selectEpochFraction(state) ?? 0;
			const steps = Math.floor(fraction / progressStep);
			const isFurther = epoch > progress.epoch ? steps > 0 : epoch === progress.epoch && steps > progress.steps;
			if (!isFurther || state.progress === undefined || fraction >= 1 || epochs.has(epoch)) {
				return [];
			}

			progress = {epoch, steps};
			return [progressLine(state.progress, state.epochs, fraction, language)];
		},
	};
}
