import type {Connection} from '../domain/run.ts';
import type {ContainerSource} from './container-source.ts';

/** Where the feed of a container is. */
export type FeedState =
	/** It is not known yet from what the run is read. */
	| {readonly kind: 'choosing'}
	/** The record of the output is read; `wasUp`: whether the container was up when that began. */
	| {readonly kind: 'log'; readonly wasUp: boolean}
	/** The record has come to its end: the container and the files are looked at. */
	| {readonly kind: 'log-ended'; readonly wasUp: boolean}
	/** The container has stopped and may be started again. */
	| {readonly kind: 'log-waiting'}
	/** The output is over: is there a run of which only files tell? */
	| {readonly kind: 'seeking'}
	/** Processes and files are looked at, because the output does not tell of the run. */
	| {readonly kind: 'files'}
	| {readonly kind: 'files-waiting'}
	| {readonly kind: 'ended'; readonly error?: unknown};

/** What happened. One that does not belong to the state is late and changes nothing. */
export type FeedInput =
	| {readonly type: 'chosen'; readonly source: ContainerSource; readonly isUp: boolean}
	| {readonly type: 'log-ended'; readonly isRemoved: boolean}
	/** No record is kept. */
	| {readonly type: 'log-unreadable'; readonly source: ContainerSource}
	| {readonly type: 'container-checked'; readonly isGone: boolean; readonly isUp: boolean}
	/** Something trains whose output is not the container's. */
	| {readonly type: 'hidden-found'; readonly source: ContainerSource}
	/** The container was started or removed, or it was waited long enough for that. */
	| {readonly type: 'wait-over'; readonly isUp: boolean; readonly isRemoved: boolean}
	/** Undefined when there is no such run. */
	| {readonly type: 'sought'; readonly source: ContainerSource | undefined}
	/** `isPrinting`: a training has begun whose output is the container's. */
	| {readonly type: 'looked'; readonly isPrinting: boolean; readonly isUp: boolean; readonly isRemoved: boolean}
	| {readonly type: 'failed'; readonly error: unknown};

/** What is to be done. Those with a result give an input when they are done. */
export type FeedEffect =
	/** Begins with the record, and with the searches beside it. */
	| {readonly type: 'open-log'}
	| {readonly type: 'read-log'}
	| {readonly type: 'check-container'; readonly isRemoved: boolean}
	| {readonly type: 'close-log'}
	| {readonly type: 'seek-last-run'}
	| {readonly type: 'open-files'; readonly source: ContainerSource}
	| {readonly type: 'look'; readonly isNow: boolean}
	| {readonly type: 'close-files'}
	| {readonly type: 'wait-for-start'; readonly limitMs: number}
	| {readonly type: 'report'; readonly connection: Connection};

export type FeedRules = {
	/** Else what is there is read once. */
	readonly isFollowing: boolean;
	/** Whether the feed goes on when the container has stopped, until it is started again or removed. */
	readonly waitsForRestart: boolean;
};

export type FeedStep = {readonly state: FeedState; readonly effects: readonly FeedEffect[]};

/** `docker restart` starts a container again within a moment of its end. */
const restartGraceMs = 2000;

const step = (state: FeedState, ...effects: readonly FeedEffect[]): FeedStep => ({state, effects});

const readLog = (isUp: boolean): FeedStep => step({kind: 'log', wasUp: isUp}, {type: 'read-log'});

const openLog = (isUp: boolean): FeedStep => step({kind: 'log', wasUp: isUp}, {type: 'open-log'}, {type: 'read-log'});

const openFiles = (source: ContainerSource): FeedStep => step({kind: 'files'}, {type: 'open-files', source}, {type: 'look', isNow: true});

/** The record is left for good, or until something prints again. */
const leaveLog = (source: ContainerSource): FeedStep => {
	const {state, effects} = openFiles(source);
	return step(state, {type: 'close-log'}, ...effects);
};

const seek = (): FeedStep => step({kind: 'seeking'}, {type: 'close-log'}, {type: 'seek-last-run'});

/** The next state of a container's feed, and what is to be done for it. Every transition is here; it has no clock and asks nothing. */
export function reduceFeed(state: FeedState, input: FeedInput, rules: FeedRules): FeedStep {
	const stay = step(state);
	switch (input.type) {
		case 'failed': {
			return step({kind: 'ended', error: input.error});
		}

		case 'chosen': {
			return state.kind === 'choosing' ? (input.source.kind === 'log' ? openLog(input.isUp) : openFiles(input.source)) : stay;
		}

		case 'log-ended': {
			if (state.kind !== 'log') {
				return stay;
			}

			return rules.isFollowing
				? step({kind: 'log-ended', wasUp: state.wasUp}, {type: 'check-container', isRemoved: input.isRemoved})
				// The line that has not ended stays as the attach stream has shown it.
				: step({kind: 'seeking'}, {type: 'seek-last-run'});
		}

		case 'log-unreadable': {
			return state.kind === 'log' ? leaveLog(input.source) : stay;
		}

		case 'hidden-found': {
			return ['log', 'log-ended', 'log-waiting'].includes(state.kind) ? leaveLog(input.source) : stay;
		}

		case 'container-checked': {
			return state.kind === 'log-ended' ? afterLog(state, input, rules) : stay;
		}

		case 'sought': {
			return state.kind === 'seeking' ? (input.source === undefined ? step({kind: 'ended'}) : openFiles(input.source)) : stay;
		}

		case 'looked': {
			return state.kind === 'files' ? afterLook(input, rules) : stay;
		}

		case 'wait-over': {
			return afterWait(state, input);
		}
	}
}

function afterLog({wasUp}: FeedState & {readonly kind: 'log-ended'}, {isGone, isUp}: FeedInput & {readonly type: 'container-checked'}, {waitsForRestart}: FeedRules): FeedStep {
	if (isGone) {
		return seek();
	}

	if (isUp) {
		return readLog(true);
	}

	// One that had stopped before is not about to be started again.
	return waitsForRestart
		? step({kind: 'log-waiting'}, {type: 'report', connection: {kind: 'ended'}}, {type: 'wait-for-start', limitMs: Infinity})
		: step({kind: 'log-waiting'}, {type: 'wait-for-start', limitMs: wasUp ? restartGraceMs : 0});
}

function afterLook({isPrinting, isUp, isRemoved}: FeedInput & {readonly type: 'looked'}, {isFollowing, waitsForRestart}: FeedRules): FeedStep {
	if (!isFollowing) {
		return step({kind: 'ended'});
	}

	if (isPrinting) {
		const {state, effects} = openLog(isUp);
		return step(state, {type: 'close-files'}, ...effects);
	}

	if (isUp) {
		return step({kind: 'files'}, {type: 'look', isNow: false});
	}

	const report: FeedEffect = {type: 'report', connection: {kind: 'ended'}};
	return waitsForRestart && !isRemoved ? step({kind: 'files-waiting'}, report, {type: 'wait-for-start', limitMs: Infinity}) : step({kind: 'ended'}, report);
}

function afterWait(state: FeedState, {isUp, isRemoved}: FeedInput & {readonly type: 'wait-over'}): FeedStep {
	if (state.kind === 'log-waiting') {
		return isUp ? readLog(true) : seek();
	}

	if (state.kind !== 'files-waiting') {
		return step(state);
	}

	return isRemoved ? step({kind: 'ended'}) : step({kind: 'files'}, {type: 'report', connection: {kind: 'open'}}, {type: 'look', isNow: true});
}
