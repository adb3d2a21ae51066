import type {ContainerEvent} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import {parseTrainingLine} from '../training/command-line.ts';
import {createContainerRuns} from './container-runs.ts';
import {createRunFollower} from './follow-runs.ts';
import {surveyEngine, type EngineSurvey, type SurveyOptions} from './survey-engine.ts';

export type EngineWatch = {
	/** Surveys when something has changed, else now and then, until aborted. Nothing is asked while nobody looks. */
	run(signal: AbortSignal): Promise<void>;
};

export type EngineWatchOptions = {
	readonly engine: Engine;
	readonly isWatched: () => boolean;
	/** As that of a survey. */
	readonly onFound?: SurveyOptions['onFound'];
	readonly onSurvey: (survey: EngineSurvey) => void;
	readonly onFailure: (error: unknown) => void;
	/** Waits; ends early when somebody begins to look. */
	readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
	readonly now: () => number;
};

/** A list of the processes of a container costs the engine 15 ms. */
const surveyEveryMs = 10_000;

/** Between two surveys only the tables of trainings are looked at, a millisecond each. */
const followEveryMs = 2000;

const tickMs = 1000;

/** Programs that were seen to begin and not yet to end. */
const maxPrograms = 256;

/** What changes the list at once. */
const relevantActions: ReadonlySet<string> = new Set(['start', 'die', 'pause', 'unpause', 'destroy', 'rename', 'exec_die']);

/** Keeps the list of one engine: its events say when to look, no stream is held for a container. */
export function createEngineWatch({engine, isWatched, onFound, onSurvey, onFailure, wait, now}: EngineWatchOptions): EngineWatch {
	const runs = createContainerRuns(engine);
	const follower = createRunFollower(engine);
	const events = createEventFilter();
	let isChanged = true;
	let last: EngineSurvey | undefined;

	async function listen(signal: AbortSignal): Promise<void> {
		while (!signal.aborted) {
			try {
				for await (const event of await engine.openEvents({signal})) {
					isChanged = events.isRelevant(event) || isChanged;
				}
			} catch {
				// Asked again below.
			}

			events.forget();
			await wait(surveyEveryMs, signal);
		}
	}

	async function surveyAll(signal: AbortSignal): Promise<void> {
		isChanged = false;
		try {
			last = await surveyEngine(engine, {
				runs, hasRecent: true, now: now(), signal, onFound,
			});
			onSurvey(last);
		} catch (error) {
			last = undefined;
			if (!signal.aborted) {
				onFailure(error);
			}
		}
	}

	async function followAll(listed: EngineSurvey, signal: AbortSignal): Promise<void> {
		const training = await follower.refresh(listed.training, now(), {signal});
		if (training === listed.training || signal.aborted) {
			return;
		}

		const fresh = new Map(training.flatMap(({run}) => run === undefined ? [] : [[run.key, run] as const]));
		last = {...listed, training, runs: listed.runs.map(run => fresh.get(run.key) ?? run)};
		onSurvey(last);
	}

	/** One thing after the other: a slow engine is never asked twice at once. */
	async function survey(signal: AbortSignal): Promise<void> {
		let surveyedAt = -Infinity;
		let followedAt = -Infinity;
		while (!signal.aborted) {
			if (isWatched() && (isChanged || now() - surveyedAt >= surveyEveryMs)) {
				await surveyAll(signal);
				surveyedAt = now();
				followedAt = surveyedAt;
			} else if (last !== undefined && isWatched() && now() - followedAt >= followEveryMs) {
				await followAll(last, signal);
				followedAt = now();
			}

			await wait(tickMs, signal);
		}
	}

	return {
		async run(signal) {
			await Promise.all([listen(signal), survey(signal)]);
		},
	};
}

/** Tells the events apart that are a reason to survey. */
function createEventFilter(): {isRelevant(event: ContainerEvent): boolean; forget(): void} {
	const programs = new Set<string>();
	return {
		/** A survey runs programs itself, and a health check runs one every few seconds: their end is no reason to survey again. */
		isRelevant({action, detail = '', attributes: {execID}}: ContainerEvent): boolean {
			if (action === 'exec_start') {
				const isTraining = parseTrainingLine(detail) !== undefined;
				if (execID !== undefined && !isTraining && programs.size < maxPrograms) {
					programs.add(execID);
				}

				return isTraining;
			}

			return relevantActions.has(action) && !(action === 'exec_die' && execID !== undefined && programs.delete(execID));
		},
		forget() {
			programs.clear();
		},
	};
}
