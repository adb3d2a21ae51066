import type {ContainerState} from '../../domain/container-state.ts';
import {findTrainingProcesses, type TrainingProcess} from '../../training/training-process.ts';
import {parseTrainingCommand} from '../../training/command-line.ts';
import type {ContainerProcess} from '../../training/process-scan.ts';

export type SignalFacts = {
	readonly status: ContainerState['status'];
	/** Argv of the container's first process. */
	readonly command: readonly string[];
	/** Undefined when they could not be listed, such as in an image without a shell. */
	readonly processes?: readonly ContainerProcess[];
};

/** How SIGINT reaches the training itself, whatever the first process of the container is. */
export type SignalRoute =
	/** The engine's kill: the training is the first process. */
	| {readonly kind: 'container'; readonly target?: TrainingProcess}
	/** `kill` inside the container. */
	| {readonly kind: 'exec'; readonly pid: number; readonly target: TrainingProcess}
	/** It would do nothing: only SIGTERM and SIGKILL end this process. */
	| {readonly kind: 'ignored'; readonly pid: number; readonly target: TrainingProcess}
	/** A paused container takes the signal only when it goes on. */
	| {readonly kind: 'paused'}
	| {readonly kind: 'none'; readonly reason: 'not-running' | 'no-training' | 'processes-unknown'};

/** Chooses the way. Source: measured on engine 20.10 with python, bash, bash -c and docker-init as first process. */
export function chooseSignalRoute(facts: SignalFacts): SignalRoute {
	if (facts.status === 'paused') {
		return {kind: 'paused'};
	}

	if (facts.status !== 'running') {
		return {kind: 'none', reason: 'not-running'};
	}

	if (facts.processes === undefined) {
		const training = parseTrainingCommand(facts.command);
		const isFirst = training?.placement === 'direct' || training?.placement === 'replaces-shell';
		return isFirst ? {kind: 'container'} : {kind: 'none', reason: 'processes-unknown'};
	}

	const [target] = findTrainingProcesses(facts.processes);
	return target === undefined ? {kind: 'none', reason: 'no-training'} : routeTo(target);
}

/** The way to one training of a container that runs. */
export function routeTo(target: TrainingProcess): Extract<SignalRoute, {readonly kind: 'container' | 'exec' | 'ignored'}> {
	const {pid, isInterruptIgnored, isInterruptHandled} = target.process;
	if (isInterruptIgnored || (pid === 1 && !isInterruptHandled)) {
		return {kind: 'ignored', pid, target};
	}

	return pid === 1 ? {kind: 'container', target} : {kind: 'exec', pid, target};
}
