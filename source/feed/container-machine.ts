import type {Connection} from '../domain/run.ts';
import type {ContainerSource} from './container-source.ts';

/** Where the feed of a container is. */
export type FeedState =
	/** It is not known yet what the run is read from. */
	| {readonly kind: 'choosing'}
	/** The record of the output is read. */
	| {readonly kind: 'log'}
	/** The container has stopped and may be started again. */
	| {readonly kind: 'log-waiting'}
	/** The output has ended: is there a run that only files know? */
	| {readonly kind: 'seeking'}
	/** Processes and files are looked at, because the output does not show the run. */
	| {readonly kind: 'files'}
	| {readonly kind: 'files-waiting'}
	| {readonly kind: 'ended'; readonly error?: unknown};

/** What happened. */
export type FeedInput =
	/** What the run can be read from: chosen at first, found beside the output, or instead of it. Undefined when there is no such run. */
	| {readonly type: 'found'; readonly source: ContainerSource | undefined}
	/** `wasUp`: whether the container was up when the reading began. */
	| {readonly type: 'log-ended'; readonly wasUp: boolean; readonly isUp: boolean; readonly isRemoved: boolean}
	/** `isPrinting`: a training has begun whose output is the container's. */
	| {readonly type: 'looked'; readonly isPrinting: boolean; readonly isUp: boolean; readonly isRemoved: boolean}
	/** The container was started or removed, or the wait for that took long enough. */
	| {readonly type: 'wait-over'; readonly isUp: boolean; readonly isRemoved: boolean}
	| {readonly type: 'failed'; readonly error: unknown};

/** What is to be done. Whatever takes time gives an input when it is done. */
export type FeedEffect =
	| {readonly type: 'choose'}
	| {readonly type: 'open'; readonly source: ContainerSource}
	/** Reads the source that is open: the record to its end, or one look at the files. */
	| {readonly type: 'read'}
	/** Stops everything that runs for the open source. */
	| {readonly type: 'close'}
	| {readonly type: 'seek-last-run'}
	| {readonly type: 'wait-for-start'; readonly limitMs: number}
	| {readonly type: 'report'; readonly connection: Connection};

export type FeedRules = {
	/** Otherwise what is there is read once. */
	readonly isFollowing: boolean;
	/** Whether the feed goes on when the container has stopped, until it is started again or removed. */
	readonly waitsForRestart: boolean;
};

export type FeedStep = {readonly state: FeedState; readonly effects: readonly FeedEffect[]};

type Take<Type> = (input: FeedInput & {readonly type: Type}, rules: FeedRules) => FeedStep;

/** `docker restart` starts a container again within a moment of its end. */
const restartGraceMs = 2000;

const step = (kind: FeedState['kind'], ...effects: readonly FeedEffect[]): FeedStep => ({state: {kind}, effects});

const report = (kind: 'open' | 'ended'): FeedEffect => ({type: 'report', connection: {kind}});

const open = (source: ContainerSource, ...before: readonly FeedEffect[]) => step(source.kind, ...before, {type: 'open', source}, {type: 'read'});

/** What is read once stays open to the end, so that the current line of the attach stream stays shown. */
const closing = ({isFollowing}: FeedRules): readonly FeedEffect[] => isFollowing ? [{type: 'close'}] : [];

const seek = (rules: FeedRules) => step('seeking', ...closing(rules), {type: 'seek-last-run'});

const changeSource: Take<'found'> = ({source}, rules) => source === undefined ? step('ended') : open(source, ...closing(rules));

const afterLog: Take<'log-ended'> = ({wasUp, isUp, isRemoved}, rules) => {
	if (isRemoved || !rules.isFollowing) {
		return seek(rules);
	}

	if (isUp) {
		return step('log', {type: 'read'});
	}

	// One that had stopped before is not about to be started again.
	return rules.waitsForRestart
		? step('log-waiting', report('ended'), {type: 'wait-for-start', limitMs: Infinity})
		: step('log-waiting', {type: 'wait-for-start', limitMs: wasUp ? restartGraceMs : 0});
};

const afterLook: Take<'looked'> = ({isPrinting, isUp, isRemoved}, {isFollowing, waitsForRestart}) => {
	if (isFollowing && isPrinting) {
		return open({kind: 'log'}, {type: 'close'});
	}

	if (isFollowing && isUp) {
		return step('files', {type: 'read'});
	}

	return isFollowing && waitsForRestart && !isRemoved ? step('files-waiting', report('ended'), {type: 'wait-for-start', limitMs: Infinity}) : step('ended');
};

/** Every transition. An input that a state does not name is late and changes nothing. */
const transitions: Readonly<Record<FeedState['kind'], {readonly [Type in FeedInput['type']]?: Take<Type>}>> = {
	choosing: {found: changeSource},
	log: {found: changeSource, 'log-ended': afterLog},
	'log-waiting': {
		found: changeSource,
		'wait-over': ({isUp}, rules) => isUp ? step('log', {type: 'read'}) : seek(rules),
	},
	seeking: {found: changeSource},
	files: {looked: afterLook},
	'files-waiting': {'wait-over': ({isRemoved}) => isRemoved ? step('ended') : step('files', report('open'), {type: 'read'})},
	ended: {},
};

export const firstStep: FeedStep = step('choosing', {type: 'choose'});

/** The next state of a container's feed, and what is to be done for it. Pure: no clock, no I/O. */
export function reduceFeed(state: FeedState, input: FeedInput, rules: FeedRules): FeedStep {
	if (input.type === 'failed') {
		return {state: {kind: 'ended', error: input.error}, effects: []};
	}

	const take = transitions[state.kind][input.type] as Take<FeedInput['type']> | undefined;
	return take?.(input, rules) ?? {state, effects: []};
}
