import {createContainerActions, type ContainerActions} from '../actions/actions.ts';
import type {ActionProgress, ActionResult} from '../domain/action.ts';
import type {RunState} from '../domain/run.ts';
import {UserError} from '../domain/user-error.ts';
import type {ContainerDetails} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import {bytesToText} from '../format/bytes.ts';
import {durationToText} from '../format/duration.ts';
import {reasonToText} from '../plain/reason-text.ts';
import {initialRunState} from '../run/initial-state.ts';
import {createStore} from '../run/store.ts';
import {progressText, resultLines, type ActionFormat} from '../text/actions.ts';
import type {Language} from '../text/language.ts';
import {durationUnits} from '../text/duration-units.ts';
import type {Options} from './options/options.ts';
import {createActionClock} from './action-clock.ts';
import {stopExitCode, type Io} from './io.ts';
import {openJournal} from './open-journal.ts';
import {createPick} from './pick-container.ts';
import {readRun} from './read-run.ts';
import {resolveTarget} from './resolve-target.ts';

/** Numbers of an action as people read them. */
export function actionFormat(language: Language): ActionFormat {
	return {duration: ms => durationToText(ms, durationUnits(language)), size: bytesToText, reason: reason => reasonToText(reason, language)};
}

/** A training that turns out to have failed by itself is not well, though nothing is left to be done. */
function exitCodeOf(result: ActionResult, io: Io): number {
	if (result.kind === 'cancelled' || result.kind === 'ending') {
		return stopExitCode(io) ?? 1;
	}

	return result.kind === 'ended' && result.status === 'failed' ? 3 : 0;
}

/** A container that a command acts on. */
export type OpenedContainer = {
	readonly engine: Engine;
	readonly details: ContainerDetails;
	readonly actions: ContainerActions;
	/**
	Reads what the container has said so far; what an action costs is told from it. Of a long record over a slow link only the settings
	count: what was read in time may be of long ago.
	*/
	readRun(): Promise<RunState>;
	/** Goes on reading until the returned function is called. */
	follow(): () => Promise<void>;
	/** Does an action, tells its progress and its end on standard error, and gives the exit code. */
	perform(work: (context: Parameters<ContainerActions['perform']>[1]) => Promise<ActionResult>): Promise<{readonly result: ActionResult; readonly exitCode: number}>;
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

/** A copy tells its progress that often. */
const progressMs = 500;

/**
Opens the container that a command acts on.

@throws UserError `target-not-a-container` for a file or directory, and what `resolveTarget` throws.
*/
export async function openContainer(options: Options, io: Io, trigger: string): Promise<OpenedContainer> {
	const {language, isReadOnly, target: name} = options;
	const target = await resolveTarget(options, io, {pick: createPick(options, io)});
	if (target.container === undefined) {
		target.close();
		throw new UserError('target-not-a-container', {name: name ?? ''});
	}

	const {engine, details, runDirectory} = target.container;
	const {journal, close: closeJournal} = openJournal(io);
	let state: RunState = initialRunState;
	const actions = createContainerActions({
		engine, container: details, getState: () => state, journal, clock: createActionClock(io.now), isReadOnly,
	});
	const say = (lines: readonly string[]): void => {
		io.stderr.write(lines.map(line => `${line}\n`).join(''));
	};

	return {
		engine,
		details,
		actions,

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

				// What cannot be read is no reason against an action: its cost is then told as not known.
			}

			return state;
		},

		follow() {
			const before = state;
			const store = createStore();
			const reading = new AbortController();
			const done = (async () => {
				const {createContainerFeed} = await import('../feed/container-feed.ts');
				// A feed that breaks off leaves the state as it was: the files of the run are looked at as well.
				await createContainerFeed(engine, details, {name: details.name, ...(runDirectory !== undefined && {runDirectory})}).run(({events}) => {
					store.dispatch(events);
					const present = store.getState();
					if ((present.history.at(-1)?.epoch ?? 0) >= (before.history.at(-1)?.epoch ?? 0)) {
						state = present;
					}
				}, {signal: AbortSignal.any([io.signal, reading.signal]), isFollowing: true}).catch(() => undefined);
			})();
			return async () => {
				reading.abort();
				await done;
			};
		},

		async perform(work) {
			let last = '';
			let lastAt = -Infinity;
			const onProgress = (progress: ActionProgress): void => {
				const text = progressText(progress, language, actionFormat(language));
				const isDue = progress.kind !== 'copying' || io.now() - lastAt >= progressMs;
				if (text === last || !isDue) {
					return;
				}

				last = text;
				lastAt = io.now();
				say([text]);
			};

			const result = await work({trigger, signal: io.signal, onProgress});
			say(resultLines(result, language, actionFormat(language)));
			return {result, exitCode: exitCodeOf(result, io)};
		},

		close() {
			closeJournal();
			target.close();
		},
	};
}
