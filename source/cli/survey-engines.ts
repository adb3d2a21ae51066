import {setTimeout as delay} from 'node:timers/promises';
import {createContainerRuns} from '../discover/container-runs.ts';
import {surveyEngine, type EngineSurvey} from '../discover/survey-engine.ts';
import {everywhere} from '../domain/directory-id.ts';
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
import type {Io} from './io.ts';
import {openEngines} from './open-engine.ts';

/** What all engines have said. */
export type Listing = {
	readonly survey: EngineSurvey;
	/** Why engines could not be asked, and what to do. */
	readonly failures: ReadonlyArray<{readonly message: string; readonly hint: string}>;
	/** Whether any engine has answered. */
	readonly isAnswered: boolean;
	/** Whether all containers of those have said what runs in them. */
	readonly isTrainingKnown: boolean;
	/** Whether one of the machines may have a GPU; of another machine nothing is known. */
	readonly mayHaveGpu: boolean;
	/** By a run's key or a container's name, where several engines are listed. */
	readonly hosts: ReadonlyMap<string, string>;
};

const nothing: EngineSurvey = {
	training: [], runs: [], others: [], unasked: [], live: {ids: [], possible: [everywhere]},
};

type Outcome = {
	readonly host?: string | undefined;
	readonly isElsewhere: boolean;
	readonly survey: EngineSurvey;
	readonly failure?: unknown;
	/** What was asked of containers and given up. */
	readonly unanswered?: readonly Unanswered[];
};

/** So long the others may still take when one engine has said everything. */
const graceMs = 2500;

/** Every engine at once; when one has answered, one that is away costs it `graceMs` at most. Over ssh a person may be typing a password: those are waited for. */
export async function surveyEngines(options: Options, io: Io): Promise<Listing> {
	const late = new AbortController();
	const signal = AbortSignal.any([io.signal, late.signal]);
	const attempts = await openEngines(options, {...io, signal});
	const surveyed = attempts.map(async attempt => surveyOne(attempt, attempts.length > 1, {...io, signal}));
	const grace = graceAfterFirst(surveyed, signal);
	const outcomes = await Promise.all(surveyed.map(async (one, index) => {
		const {host} = attempts[index]!;
		return host === undefined || host.startsWith('ssh:') ? one : Promise.race([one, lateOutcome(host, grace)]);
	}));
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
		hosts: new Map(attempts.length < 2
			? []
			: outcomes.flatMap(({host, survey}) => host === undefined ? [] : [...survey.runs.map(({key}) => key), ...survey.others.map(({name}) => name)].map(key => [key, host] as const))),
		failures: outcomes.flatMap(outcome => [...describeFailure(outcome, options.language), ...describeLate(outcome, options.language)]),
		mayHaveGpu: outcomes.some(({isElsewhere}) => isElsewhere) || (await hasGpuHere()) !== false,
		isAnswered: outcomes.some(({failure}) => failure === undefined),
		isTrainingKnown: outcomes.every(({unanswered = []}) => unanswered.every(({operation}) => operation !== 'top')),
	};
}

type Failure = Listing['failures'][number];

function describeFailure({failure}: Outcome, language: Language): readonly Failure[] {
	return failure instanceof UserError ? [describeError(failure, language)] : [];
}

function describeLate({survey, unanswered = []}: Outcome, language: Language): readonly Failure[] {
	if (unanswered.length === 0) {
		return [];
	}

	const names = new Map([...survey.training, ...survey.others].map(({id, name}) => [id, name]));
	const {hint} = describeError(new UserError('engine-timeout'), language);
	return [{message: describeUnanswered(unanswered, container => names.get(container) ?? container.slice(0, 12), language), hint}];
}

async function surveyOne({host, outcome}: EngineAttempt, isOneOfSeveral: boolean, {now, signal}: Io): Promise<Outcome> {
	const connected = await outcome;
	if (connected.kind === 'failed') {
		return {
			host, isElsewhere: isOnNetwork(host), survey: nothing, failure: connected.error,
		};
	}

	const {engine, unanswered} = boundEngine(connected.engine, listLimits);
	const isElsewhere = isOnNetwork(engine.endpoint);
	try {
		const survey = await surveyEngine(engine, {
			runs: createContainerRuns(engine), hasRecent: true, ...(host !== undefined && isOneOfSeveral && {host}), now: now(), signal,
		});
		return {
			host, isElsewhere, survey, unanswered: unanswered(),
		};
	} catch (error) {
		return {
			host, isElsewhere, survey: nothing, failure: error,
		};
	} finally {
		engine.close();
	}
}

/** Resolves some time after the first engine has said everything; or when none is left to wait for. */
async function graceAfterFirst(surveyed: ReadonlyArray<Promise<Outcome>>, signal: AbortSignal): Promise<void> {
	// Rejects when every engine has failed: then nobody waits for any.
	await Promise.any(surveyed.map(async one => {
		const {failure} = await one;
		if (failure !== undefined) {
			throw new Error('no answer', {cause: failure});
		}
	})).catch(() => undefined);
	await delay(graceMs, undefined, {signal, ref: false}).catch(() => undefined);
}

async function lateOutcome(host: string, grace: Promise<void>): Promise<Outcome> {
	await grace;
	return {
		host, isElsewhere: isOnNetwork(host), survey: nothing, failure: new UserError('engine-timeout', {endpoint: host, operation: 'ls'}),
	};
}

function isOnNetwork(endpoint: string | undefined): boolean {
	return /^(?:ssh|tcp|https?):/.test(endpoint ?? '');
}
