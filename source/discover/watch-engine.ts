import type {Engine} from '../engine/engine.ts';
import {isTrainingCommand} from '../feed/training-command.ts';
import {createContainerRuns} from './container-runs.ts';
import {surveyEngine, type EngineSurvey} from './survey-engine.ts';

export type EngineWatch = {
	/** Surveys when something has changed, else now and then, until aborted. Nothing is asked while nobody looks. */
	run(signal: AbortSignal): Promise<void>;
};

export type EngineWatchOptions = {
	readonly engine: Engine;
	readonly host?: string;
	readonly isWatched: () => boolean;
	readonly onSurvey: (survey: EngineSurvey) => void;
	readonly onFailure: (error: unknown) => void;
	/** Waits; ends early when somebody begins to look. */
	readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
	readonly now: () => number;
};

/** A list of the processes of a container costs the engine 15 ms. */
const surveyEveryMs = 10_000;

const tickMs = 1000;

/** What changes the list at once. */
const telling: ReadonlySet<string> = new Set(['start', 'die', 'pause', 'unpause', 'destroy', 'rename', 'exec_die']);

/** Keeps the list of one engine: its events say when to look, no stream is held for a container. */
export function createEngineWatch({engine, host, isWatched, onSurvey, onFailure, wait, now}: EngineWatchOptions): EngineWatch {
	const runs = createContainerRuns(engine);
	let isChanged = true;

	async function listen(signal: AbortSignal): Promise<void> {
		while (!signal.aborted) {
			try {
				for await (const {action, detail = ''} of await engine.openEvents({signal})) {
					isChanged ||= telling.has(action) || (action === 'exec_start' && isTrainingCommand(detail));
				}
			} catch {
				// Asked again below.
			}

			await wait(surveyEveryMs, signal);
		}
	}

	async function survey(signal: AbortSignal): Promise<void> {
		let lastAt = -Infinity;
		while (!signal.aborted) {
			if (isWatched() && (isChanged || now() - lastAt >= surveyEveryMs)) {
				isChanged = false;
				try {
					onSurvey(await surveyEngine(engine, {
						runs, hasRecent: true, ...(host !== undefined && {host}), now: now(), signal,
					}));
				} catch (error) {
					if (!signal.aborted) {
						onFailure(error);
					}
				}

				lastAt = now();
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
