import type {Remedy} from '../domain/remedy.ts';
import {isComplete, type RunStatus} from '../domain/run-status.ts';
import type {RuleId} from '../words/diagnoses/rule-meanings.ts';
import {cures} from './cures.ts';

/** The settings with which a training goes on; empty for the same ones. */
export type Change = Omit<Remedy & {readonly kind: 'relaunch'}, 'kind'>;

/** Why a training ended, as far as it can go on after it: a diagnosis with a cure, or what came from outside. */
export type Cause = 'shm-bus-error' | 'cuda-out-of-memory' | 'host-out-of-memory' | 'worker-killed' | 'killed' | 'engine-lost' | 'machine-restarted' | 'node-lost' | 'time-limit';

/** Causes without a cure that may be gone by themselves: they may come again once an epoch has been completed since. */
const fromOutside: ReadonlySet<Cause> = new Set<Cause>(['killed', 'engine-lost', 'machine-restarted', 'node-lost', 'time-limit']);

/** Something that the watch has done: why, with which settings, and how many epochs were complete before. */
export type WatchStep = {
	/** Milliseconds since 1970. */
	readonly at: number;
	readonly cause: Cause;
	readonly change: Change;
	/** Undefined when nobody knew. */
	readonly completedEpochs?: number | undefined;
};

/** What is known of a training that is not there any more. */
export type RunEnd = {
	readonly status: RunStatus;
	/** What is wrong, the most telling first. */
	readonly diagnoses: ReadonlyArray<{readonly rule: RuleId; readonly severity: 'error' | 'warning' | 'hint'; readonly remedy?: Remedy | undefined}>;
	/** Exit code of its process; 128 + the signal for one that a signal ended. */
	readonly exitCode?: number | undefined;
	/** Who asked for the end: yolotop, the engine on a command by hand (`docker stop`, `docker kill`), the scheduler, or an interrupt at the training. */
	readonly stoppedBy?: 'yolotop' | 'engine' | 'interrupt' | 'scheduler' | undefined;
	/** What was gone meanwhile. */
	readonly lost?: 'engine' | 'machine' | 'node' | undefined;
	/** Its scheduler ended it at its time limit. */
	readonly isOutOfTime?: boolean;
	readonly completedEpochs?: number | undefined;
	readonly epochs?: number | undefined;
	/** Whether the engine starts the container again by itself. */
	readonly hasRestartPolicy?: boolean;
	/** Workers of the data loader; for a bus error that more shared memory did not cure. */
	readonly workers?: number | undefined;
};

/** Why nothing goes on; the words are in words/watch. */
export type EndReason =
	| 'finished'
	/** All epochs are there. */
	| 'epochs-complete'
	| 'stopped-by-yolotop'
	| 'stopped-by-engine'
	| 'stopped-by-interrupt'
	/** The job was cancelled. */
	| 'stopped-by-scheduler'
	/** It went on as often as it may. */
	| 'tries-used-up'
	/** The same cause as before, and the cure would change nothing. */
	| 'same-cause-again'
	/** No cure is known. */
	| 'unknown-error'
	/** Nothing says how it ended. */
	| 'unknown-end'
	/** The engine starts it again itself. */
	| 'engine-restarts';

export type Decision =
	| {readonly kind: 'go-on'; readonly cause: Cause; readonly change: Change}
	/** `rule` is what ended it, where that is known. */
	| {readonly kind: 'over' | 'give-up'; readonly reason: EndReason; readonly rule?: RuleId | undefined};

/** SIGKILL: nobody asks a training to end with it but memory, an administrator, or a machine that goes down. */
const killedCode = 137;
/** SIGTERM and SIGHUP: a polite request of whoever runs the machine. */
const askedCodes: ReadonlySet<number> = new Set([129, 130, 143]);

const isCause = (rule: RuleId): rule is RuleId & Cause => cures[rule] === 'remedy';

function changeOf(remedy: Remedy | undefined): Change {
	if (remedy?.kind !== 'relaunch') {
		return {};
	}

	const {kind, ...change} = remedy;
	return change;
}

const isEmpty = (change: Change): boolean => Object.keys(change).length === 0;

/** Whether two cures ask for the same. */
function isSameChange(one: Change, other: Change): boolean {
	return ([...Object.keys(one), ...Object.keys(other)] as Array<keyof Change>).every(key => one[key] === other[key]);
}

/** Causes from outside need no cure; each of them may come again once an epoch has been completed since. */
function causeOf({diagnoses, exitCode, lost, status, isOutOfTime = false}: RunEnd): {readonly cause: Cause; readonly change: Change} | {readonly reason: EndReason; readonly rule?: RuleId} {
	// A training that is told to end prints errors of its own.
	if (lost === 'node') {
		return {cause: 'node-lost', change: {}};
	}

	if (isOutOfTime) {
		return {cause: 'time-limit', change: {}};
	}

	const error = diagnoses.find(({rule, severity}) => severity === 'error' && cures[rule] !== 'beside');
	if (error !== undefined) {
		return isCause(error.rule) ? {cause: error.rule, change: changeOf(error.remedy)} : {reason: 'unknown-error', rule: error.rule};
	}

	if (lost !== undefined) {
		return {cause: lost === 'machine' ? 'machine-restarted' : 'engine-lost', change: {}};
	}

	if (exitCode === killedCode) {
		return {cause: 'killed', change: {}};
	}

	return exitCode !== undefined && askedCodes.has(exitCode) ? {reason: 'stopped-by-interrupt'} : {reason: status === 'failed' || (exitCode !== undefined && exitCode !== 0) ? 'unknown-error' : 'unknown-end'};
}

/** The cure of a cause that was there before: another one than then, or undefined. */
function nextChange(end: RunEnd, cause: Cause, change: Change, before: readonly WatchStep[]): Change | undefined {
	const earlier = before.filter(step => step.cause === cause);
	if (isEmpty(change)) {
		const last = earlier.at(-1);
		const isFurther = last === undefined || (end.completedEpochs !== undefined && end.completedEpochs > (last.completedEpochs ?? 0));
		// A cause with a cure that asks for nothing is none that goes away.
		return isFurther && fromOutside.has(cause) ? change : undefined;
	}

	if (earlier.every(step => !isSameChange(step.change, change))) {
		return change;
	}

	const {workers} = end;
	const fewer: Change = {workers: workers === undefined ? 0 : Math.floor(workers / 2)};
	// More memory, whether shared or not, may not be had: workers are what takes it.
	const isLess = (cause === 'shm-bus-error' || cause === 'host-out-of-memory') && workers !== 0 && earlier.every(step => !isSameChange(step.change, fewer));
	return isLess ? fewer : undefined;
}

/** Whether a training that has ended goes on, with which settings, and else why not. `max` is how often it may, `before` what was done already. */
export function decide(end: RunEnd, before: readonly WatchStep[], max: number): Decision {
	const {status, stoppedBy, completedEpochs, epochs, exitCode, hasRestartPolicy = false} = end;
	// Also a program that is no training, which came to its end.
	if (isComplete(status) || (status === 'idle' && exitCode === 0)) {
		return {kind: 'over', reason: 'finished'};
	}

	if (completedEpochs !== undefined && epochs !== undefined && completedEpochs >= epochs) {
		return {kind: 'over', reason: 'epochs-complete'};
	}

	if (stoppedBy !== undefined) {
		return {kind: 'over', reason: `stopped-by-${stoppedBy}`};
	}

	if (hasRestartPolicy) {
		return {kind: 'give-up', reason: 'engine-restarts'};
	}

	const found = causeOf(end);
	if ('reason' in found) {
		return found.reason === 'stopped-by-interrupt' ? {kind: 'over', ...found} : {kind: 'give-up', ...found};
	}

	const rule = Object.hasOwn(cures, found.cause) ? {rule: found.cause as RuleId} : {};
	if (before.length >= max) {
		return {kind: 'give-up', reason: 'tries-used-up', ...rule};
	}

	const change = nextChange(end, found.cause, found.change, before);
	return change === undefined ? {kind: 'give-up', reason: 'same-cause-again', ...rule} : {kind: 'go-on', cause: found.cause, change};
}
