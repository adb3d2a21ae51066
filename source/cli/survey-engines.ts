import {createContainerRuns} from '../discover/container-runs.ts';
import {onMachine, runOfHost, trainingOfHost} from '../discover/of-host.ts';
import {surveyEngine, type EngineSurvey} from '../discover/survey-engine.ts';
import {everywhere} from '../domain/directory-id.ts';
import {isOnNetwork, labelOfHost} from '../domain/host.ts';
import type {Unanswered} from '../domain/unanswered.ts';
import {UserError} from '../domain/user-error.ts';
import {boundEngine} from '../engine/bounded-engine.ts';
import type {EngineAttempt} from '../engine/connect-several.ts';
import {hasGpuHere} from '../sample/gpu-presence.ts';
import {describeError} from '../words/errors.ts';
import {describeUnanswered} from '../words/unanswered.ts';
import type {Language} from '../words/words.ts';
import type {Options} from './options/options.ts';
import {listLimits} from './engine-limits.ts';
import {createGrace, type Grace} from './grace.ts';
import type {Io} from './io.ts';
import {openEngines, type ListedEngine} from './open-engine.ts';

/** Why a host of a list did not answer, or not in full, and what to do. */
export type HostFailure = {
	readonly message: string;
	readonly hint: string;
	/** As the list knows the host; empty for the engine of the surroundings. */
	readonly host: string;
};

/** What all engines have said. */
export type Listing = {
	readonly survey: EngineSurvey;
	/** Why engines could not be asked, and what to do. */
	readonly failures: readonly HostFailure[];
	/** Whether any engine has answered. */
	readonly isAnswered: boolean;
	/** Whether all containers of those have said what runs in them. */
	readonly isTrainingKnown: boolean;
	/** Whether one of the machines may have a GPU; of another machine nothing is known. */
	readonly mayHaveGpu: boolean;
};

const nothing: EngineSurvey = {
	training: [], runs: [], others: [], unasked: [], live: {ids: [], possible: [everywhere]},
};

type Outcome = {
	readonly listed: ListedEngine;
	readonly isElsewhere: boolean;
	readonly survey: EngineSurvey;
	readonly failure?: unknown;
	/** What was asked of containers and given up. */
	readonly unanswered?: readonly Unanswered[];
};

/** How long an engine that has not answered at all is waited for when another host has said everything, and one that is answering. */
const silentMs = 2500;
const slowMs = 6000;

/**
Every engine at once; when one host has said everything, one that is away costs it a moment. A login over ssh takes longer, and where a person is asked for a
password it is waited for.
*/
export async function surveyEngines(options: Pick<Options, 'hosts' | 'language'>, io: Io, grace: Grace = createGrace(io.signal)): Promise<Listing> {
	const late = new AbortController();
	const signal = AbortSignal.any([io.signal, late.signal]);
	const attempts = await openEngines(options, {...io, signal});
	const outcomes = await Promise.all(attempts.map(async attempt => Promise.race([surveyOne(attempt, grace, {...io, signal}), lateOutcome(attempt, grace)])));
	io.signal.throwIfAborted();
	late.abort();
	const here = outcomes.filter(({isElsewhere}) => !isElsewhere);
	return {
		survey: {
			training: outcomes.flatMap(({survey}) => survey.training),
			runs: outcomes.flatMap(({survey}) => survey.runs),
			others: outcomes.flatMap(({survey}) => survey.others),
			live: {
				ids: outcomes.flatMap(({survey}) => survey.live.ids),
				// Only this machine's own engine knows what writes its directories.
				possible: here.length === 0 ? [everywhere] : here.flatMap(({survey}) => survey.live.possible),
			},
			unasked: outcomes.flatMap(({survey}) => survey.unasked),
		},
		failures: outcomes.flatMap(outcome => [...describeFailure(outcome, options.language), ...describeLate(outcome, options.language)]),
		mayHaveGpu: outcomes.some(({isElsewhere}) => isElsewhere) || (await hasGpuHere()) !== false,
		isAnswered: outcomes.some(({failure}) => failure === undefined),
		isTrainingKnown: outcomes.every(({unanswered = []}) => unanswered.every(({operation}) => operation !== 'top')),
	};
}

function describeFailure({listed, failure}: Outcome, language: Language): readonly HostFailure[] {
	return failure instanceof UserError ? [{...describeError(failure, language), host: labelOfHost(listed)}] : [];
}

function describeLate({listed, survey, unanswered = []}: Outcome, language: Language): readonly HostFailure[] {
	if (unanswered.length === 0) {
		return [];
	}

	const names = new Map([...survey.training, ...survey.others].map(({id, name}) => [id, name]));
	const {hint} = describeError(new UserError('engine-timeout'), language);
	return [{message: describeUnanswered(unanswered, container => names.get(container) ?? container.slice(0, 12), language), hint, host: labelOfHost(listed)}];
}

/** With the names of its host, where several are listed. */
function ofHost(survey: EngineSurvey, host: string | undefined, machine: string | undefined): EngineSurvey {
	const of = {host, machine};
	return {
		...survey,
		training: survey.training.map(entry => trainingOfHost(entry, of)),
		runs: survey.runs.map(run => runOfHost(run, of)),
		others: host === undefined ? survey.others : survey.others.map(other => ({...other, name: `${host}/${other.name}`})),
		live: {...survey.live, ids: survey.live.ids.map(id => onMachine(id, machine))},
	};
}

type Attempt = EngineAttempt & {readonly listed: ListedEngine};

async function surveyOne({listed, outcome}: Attempt, grace: Grace, {now, signal}: Io): Promise<Outcome> {
	const connected = await outcome;
	if (connected.kind === 'failed') {
		return {
			listed, isElsewhere: isOnNetwork(listed.host), survey: nothing, failure: connected.error,
		};
	}

	const {engine, unanswered} = boundEngine(connected.engine, listLimits);
	const isElsewhere = isOnNetwork(engine.endpoint);
	try {
		const survey = await surveyEngine(engine, {
			runs: createContainerRuns(engine), hasRecent: true, now: now(), signal,
		});
		grace.begin();
		return {
			listed, isElsewhere, survey: ofHost(survey, listed.name, isElsewhere ? engine.endpoint : undefined), unanswered: unanswered(),
		};
	} catch (error) {
		return {
			listed, isElsewhere, survey: nothing, failure: error,
		};
	} finally {
		engine.close();
	}
}

/** When an engine is not waited for any more. */
async function lateOutcome({listed, outcome, isAsking}: Attempt, grace: Grace): Promise<Outcome> {
	let isConnected = false;
	void (async () => {
		const {kind} = await outcome;
		isConnected = kind === 'connected';
	})();

	await grace.after(silentMs);
	if (isConnected || listed.context !== undefined || (listed.host ?? '').startsWith('ssh:')) {
		await grace.after(slowMs - silentMs);
	}

	if (isAsking()) {
		await outcome;
		await grace.after(slowMs);
	}

	return {
		listed, isElsewhere: isOnNetwork(listed.host), survey: nothing, failure: new UserError('engine-timeout', {endpoint: labelOfHost(listed), operation: 'ls'}),
	};
}
