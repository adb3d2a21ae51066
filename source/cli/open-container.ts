import {createContainerActions} from '../actions/actions.ts';
import type {ContainerScene} from '../actions/change-container.ts';
import type {ActionResult} from '../domain/action.ts';
import type {RunState} from '../domain/run.ts';
import {UserError} from '../domain/user-error.ts';
import type {ContainerDetails} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import {initialRunState} from '../run/initial-state.ts';
import {createStore} from '../run/store.ts';
import type {Options} from './options/options.ts';
import {createActionClock} from './action-clock.ts';
import type {Io} from './io.ts';
import {openActing} from './open-acting.ts';
import {createPick} from './pick-container.ts';
import {readRun} from './read-run.ts';
import {resolveTarget, type ResolvedTarget} from './resolve-target.ts';
import {findJobOf} from './writers.ts';

/** A container that a command acts on. */
export type OpenedContainer = {
	readonly engine: Engine;
	readonly details: ContainerDetails;
	/**
	Reads what the container has said so far; the cost of an action is computed from it. Of a long record over a slow link only the settings
	count: what was read in time may be of long ago.
	*/
	readRun(): Promise<RunState>;
	/** Goes on reading until the returned function is called. */
	follow(): () => Promise<void>;
	/** What its actions work with. */
	readonly scene: ContainerScene;
	/** The exit code for what came of an action; says so when nothing was done, which is told by undefined. */
	end(result: ActionResult | undefined): number;
	close(): void;
};

/** A question is asked soon, whatever the record of the container weighs. */
const readLimitMs = 1500;

/** What a run is, without how far it is. */
function withoutPosition({target, framework, task, settings, epochs, runDirectory, locatedRunDirectory, observation, container}: RunState): RunState {
	return {
		...initialRunState, target, framework, task, settings, epochs, runDirectory, locatedRunDirectory, observation, container,
	};
}

/** Reads a container until the returned function is called. */
function followContainer({engine, details, runDirectory}: NonNullable<ResolvedTarget['container']>, signal: AbortSignal, onState: (state: RunState) => void): () => Promise<void> {
	const store = createStore();
	const reading = new AbortController();
	const done = (async () => {
		const {createContainerFeed} = await import('../feed/container-feed.ts');
		// A feed that breaks off leaves the state as it was: the files of the run are looked at as well.
		await createContainerFeed(engine, details, {name: details.name, ...(runDirectory !== undefined && {runDirectory})}).run(({events}) => {
			store.dispatch(events);
			onState(store.getState());
		}, {signal: AbortSignal.any([signal, reading.signal]), isFollowing: true}).catch(() => undefined);
	})();
	return async () => {
		reading.abort();
		await done;
	};
}

/** The target that a command acts on: what was named, else what a person picks. */
export const resolveActedOn = async (options: Options, io: Io): Promise<ResolvedTarget> => resolveTarget(options, io, {pick: createPick(options, io)});

/**
Opens the container that a command acts on.

@throws UserError `target-not-a-container` for a file or directory, and what `resolveTarget` throws.
*/
export async function openContainer(options: Options, io: Io, trigger: string): Promise<OpenedContainer> {
	return openResolved(await resolveActedOn(options, io), options, io, trigger);
}

/** The same for a target that is resolved already. */
export async function openResolved(target: ResolvedTarget, options: Options, io: Io, trigger: string): Promise<OpenedContainer> {
	const {isReadOnly, target: name} = options;
	if (target.container === undefined) {
		target.close();
		throw new UserError('target-not-a-container', {name: name ?? ''});
	}

	const {engine, details} = target.container;
	const {journal, scene, end, close: closeActing} = openActing(options, io, trigger);
	let state: RunState = initialRunState;
	const actions = createContainerActions({
		engine, container: details, getState: () => state, journal, clock: createActionClock(io.now), isReadOnly, findJob: findJobOf(options, io),
	});
	return {
		engine,
		details,

		async readRun() {
			const limit = AbortSignal.timeout(readLimitMs);
			try {
				const read = await readRun(target.feed, {...io, signal: AbortSignal.any([io.signal, limit])}, {isFollowing: false});
				io.signal.throwIfAborted();
				state = limit.aborted ? withoutPosition(read) : read;
			} catch (error) {
				io.signal.throwIfAborted();
				if (!(error instanceof UserError || limit.aborted)) {
					throw error;
				}

				// What cannot be read is no reason against an action: its cost is then reported as not known.
			}

			return state;
		},

		follow() {
			const before = state.history.at(-1)?.epoch ?? 0;
			return followContainer(target.container!, io.signal, current => {
				if ((current.history.at(-1)?.epoch ?? 0) >= before) {
					state = current;
				}
			});
		},

		scene: {...scene, actions, name: details.name},
		end,

		close() {
			closeActing();
			target.close();
		},
	};
}
