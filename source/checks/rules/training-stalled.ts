import type {RunState} from '../../domain/run.ts';
import {isInEpochs} from '../../domain/run-status.ts';
import {selectSecondsPerEpoch} from '../../run/select-seconds-per-epoch.ts';
import {selectStatus} from '../../run/select-status.ts';
import {selectThroughput} from '../../run/select-throughput.ts';
import {workersOf} from '../advice/option-value.ts';
import type {Rule} from '../rule.ts';
import {wordsIn} from '../../words/words.ts';

/** Plotting labels, saving checkpoints and a cold cache take a while on slow machines. */
const minSilenceMs = 180_000;
/** A batch seldom takes longer than this many times the usual one. */
const batches = 30;
/** Where only whole lines arrive an epoch is silent; two of them are not. */
const epochs = 2;

export const trainingStalled: Rule = {
	id: 'training-stalled',
	level: 'warning',
	find({run, now}, language) {
		// A log file that stands still is silent after two minutes; one of old lines that was written just now is a copy.
		const isLive = run.target?.kind !== 'file' && run.connection.kind === 'open' && isInEpochs(selectStatus(run, now).status);
		if (!isLive || now === undefined || run.lastEventAt === undefined || (run.container !== undefined && run.container.status !== 'running')) {
			return undefined;
		}

		const silenceMs = now - run.lastEventAt;
		const limitMs = silenceLimitMs(run);
		if (limitMs === undefined || silenceMs < limitMs) {
			return undefined;
		}

		const texts = wordsIn(language).progressDiagnoses['training-stalled'];
		const workers = workersOf(run);
		const {epochLabel, batchIndex, batchesPerEpoch} = run.progress ?? {};
		const silence = texts.silence(String(Math.floor(silenceMs / 60_000)));
		return {
			what: texts.what(silence),
			why: texts.why(),
			action: texts.action(),
			evidence: [wordsIn(language).evidence.silence(epochLabel ?? '-', `${batchIndex ?? '-'}/${batchesPerEpoch ?? '-'}`, silence)],
			...(workers !== undefined && workers > 0 && {remedy: {kind: 'relaunch', workers: workers === 1 ? 0 : Math.floor(workers / 2)}}),
		};
	},
};

/** Longest silence that may still be normal; undefined when nothing says how fast it goes. */
function silenceLimitMs(run: RunState): number | undefined {
	const {batchIndex, batchesPerEpoch} = run.progress ?? {};
	const {iterationsPerSecond} = selectThroughput(run);
	// A bar in the middle of an epoch proves that each batch is seen.
	const isInEpoch = run.phase.kind === 'training' && batchIndex !== undefined && batchesPerEpoch !== undefined && batchIndex > 0 && batchIndex < batchesPerEpoch;
	if (isInEpoch && iterationsPerSecond !== undefined && iterationsPerSecond > 0) {
		return Math.max(minSilenceMs, batches * 1000 / iterationsPerSecond);
	}

	const seconds = selectSecondsPerEpoch(run);
	return seconds === undefined ? undefined : Math.max(minSilenceMs, epochs * seconds * 1000);
}
