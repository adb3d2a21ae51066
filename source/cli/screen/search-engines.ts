import {runOfHost, trainingOfHost} from '../../discover/of-host.ts';
import {createEngineWatch} from '../../discover/watch-engine.ts';
import type {LiveDirectories} from '../../domain/directory-id.ts';
import {isOnNetwork, labelOfHost} from '../../domain/host.ts';
import type {RunSummary, TrainingContainerSummary} from '../../domain/run-summary.ts';
import {UserError} from '../../domain/user-error.ts';
import type {Engine} from '../../engine/engine.ts';
import {isFinal} from '../../engine/ssh-failure.ts';
import {openEngines, type ListedEngine} from '../open-engine.ts';
import type {PartSearch} from './run-search.ts';

/** An engine that was away is tried again. */
const reconnectMs = 15_000;

export type EngineSearch = PartSearch & {
	/** What this machine's own engine has seen to be written. */
	onLive(live: LiveDirectories): void;
};

async function searchEngine(engine: Engine, {name, machine}: {readonly name?: string; readonly machine: string | undefined}, part: string, {signal, dispatch, isWatched, wait, io, list, onLive, answered, failed}: EngineSearch): Promise<void> {
	const survey = (training: readonly TrainingContainerSummary[], runs: readonly RunSummary[]) => {
		const of = {host: name, machine};
		dispatch({
			type: 'part-surveyed', host: part, part: {
				training: training.map(entry => trainingOfHost(entry, of)), runs: runs.map(run => runOfHost(run, of)), host: name, at: io.now(),
			},
		});
	};

	try {
		await createEngineWatch({
			engine, isWatched, wait, now: io.now,
			// What trains is shown at once; later surveys replace a list that is complete.
			onFound(training) {
				if (training.length > 0 && list().parts[part]?.at === undefined) {
					survey(training, []);
				}
			},
			onSurvey({training, runs, live: seen}) {
				if (machine === undefined) {
					onLive(seen);
				}

				survey(training, runs);
				answered(part);
			},
			onFailure(error) {
				failed(part, name, error);
			},
		}).run(signal);
	} finally {
		engine.close();
	}
}

/** Until it answers, unless another try is of no use; ssh asks nobody over the screen. */
async function connectLater(listed: ListedEngine, {signal, isWatched, wait, failed}: EngineSearch): Promise<Engine | undefined> {
	const {connectEngine} = await import('../../engine/connect.ts');
	for (;;) {
		await wait(reconnectMs, signal);
		if (signal.aborted) {
			return undefined;
		}

		try {
			if (isWatched()) {
				return await connectEngine({host: listed.host, context: listed.context, signal});
			}
		} catch (error) {
			if (signal.aborted) {
				return undefined;
			}

			failed(labelOfHost(listed), listed.name, error);
			if (isHopeless(error)) {
				return undefined;
			}
		}
	}
}

const isHopeless = (error: unknown): boolean => error instanceof UserError && isFinal(error);

/** Only an engine of this machine sees its directories. */
const namesOf = ({name}: ListedEngine, {endpoint}: Engine) => ({...(name !== undefined && {name}), machine: isOnNetwork(endpoint) ? endpoint : undefined});

async function searchAttempt({listed, outcome}: Awaited<ReturnType<typeof openEngines>>[number], search: EngineSearch): Promise<void> {
	const part = labelOfHost(listed);
	const connected = await outcome;
	if (connected.kind === 'connected') {
		await searchEngine(connected.engine, namesOf(listed, connected.engine), part, search);
		return;
	}

	search.failed(part, listed.name, connected.error);
	const engine = isHopeless(connected.error) ? undefined : await connectLater(listed, search);
	if (engine !== undefined) {
		await searchEngine(engine, namesOf(listed, engine), part, search);
	}
}

/** Keeps the list of a simulated engine, whose directories are on no machine. */
export async function searchSimulated(engine: Engine, name: string, search: EngineSearch): Promise<void> {
	await searchEngine(engine, {name, machine: name}, name, search);
}

/** Keeps the lists of all engines until the signal aborts, each on its own; one that is away is tried again. */
export async function searchEngines(search: EngineSearch): Promise<void> {
	const attempts = await openEngines(search.options, search.io);
	for (const {listed} of attempts) {
		search.onAwaited(labelOfHost(listed));
	}

	search.answered('engines');
	await Promise.all(attempts.map(async attempt => searchAttempt(attempt, search)));
}
