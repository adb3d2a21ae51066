import type {Options} from '../config/options.ts';
import {createContainerRuns} from '../discover/container-runs.ts';
import {surveyEngine, type EngineSurvey} from '../discover/survey-engine.ts';
import {UserError} from '../domain/user-error.ts';
import {describeError} from '../text/errors.ts';
import type {Io} from './io.ts';
import {openEngines} from './open-engine.ts';

/** What all engines have told. */
export type Listing = {
	readonly survey: EngineSurvey;
	/** Why engines could not be asked. */
	readonly failures: readonly string[];
	/** By a run's key or a container's name, where several engines are listed. */
	readonly hosts: ReadonlyMap<string, string>;
};

const nothing: EngineSurvey = {training: [], runs: [], others: []};

/** Every engine at once; one that is away costs the others nothing but its time limit. */
export async function surveyEngines(options: Options, io: Io): Promise<Listing> {
	const attempts = await openEngines(options, io);
	const outcomes = await Promise.all(attempts.map(async ({host, outcome}) => {
		const connected = await outcome;
		if (connected.kind === 'failed') {
			return {host, survey: nothing, failure: connected.error};
		}

		const {engine} = connected;
		try {
			return {
				host,
				survey: await surveyEngine(engine, {
					runs: createContainerRuns(engine), hasRecent: true, ...(host !== undefined && attempts.length > 1 && {host}), now: io.now(), signal: io.signal,
				}),
			};
		} catch (error) {
			io.signal.throwIfAborted();
			return {host, survey: nothing, failure: error};
		} finally {
			engine.close();
		}
	}));
	return {
		survey: {
			training: outcomes.flatMap(({survey}) => survey.training),
			runs: outcomes.flatMap(({survey}) => survey.runs),
			others: outcomes.flatMap(({survey}) => survey.others),
		},
		hosts: new Map(attempts.length < 2
			? []
			: outcomes.flatMap(({host, survey}) => host === undefined ? [] : [...survey.runs.map(({key}) => key), ...survey.others.map(({name}) => name)].map(key => [key, host] as const))),
		failures: outcomes.flatMap(({failure}) => failure instanceof UserError ? describeError(failure, options.language).message : []),
	};
}
