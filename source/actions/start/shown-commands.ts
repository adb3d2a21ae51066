import {delimiter, posix} from 'node:path';
import {planToDockerCommand} from '../../plan/docker-command.ts';
import {plannedVariables, shownProbeVariables} from '../../plan/probe-environment.ts';
import {maskCommand} from '../../domain/mask-command.ts';
import {quoteCommand} from '../../domain/shell-quote.ts';
import type {ProgramStart} from './program-start.ts';

/** The commands that a person would type to start a program in this way, secrets masked. */
export function shownCommands(start: ProgramStart, command: readonly string[], directory: string): string[] {
	const words = maskCommand(command);
	const ofProbe = plannedVariables(start.probe);
	switch (start.kind) {
		case 'exec': {
			const {name} = start.container;
			return [
				...(start.isStartedBefore ? [quoteCommand(['docker', 'start', name])] : []),
				quoteCommand(['docker', 'exec', '-t', '-w', directory, ...shownProbeVariables(ofProbe).flatMap(variable => ['-e', variable]), name, ...words]),
			];
		}

		case 'new-container': {
			const docker = planToDockerCommand(start.plan);
			if (start.carried.length === 0) {
				return [quoteCommand(docker)];
			}

			const name = start.plan.name ?? '';
			return [
				quoteCommand(['docker', 'create', ...docker.slice(2).filter((word, index) => !(index === 0 && word === '-d'))]),
				...start.carried.map(path => `${quoteCommand(['docker', 'cp', `${start.container.name}:${path}`, '-'])} | ${quoteCommand(['docker', 'cp', '-', `${name}:${posix.dirname(path)}`])}`),
				quoteCommand(['docker', 'start', name]),
			];
		}

		case 'process': {
			return [`cd ${quoteCommand([directory])} && ${withEnvironment(ofProbe, words)}`];
		}
	}
}

/** A command of this machine as a person would type it, with the variables of the probe. */
export function withEnvironment(variables: readonly string[], words: readonly string[]): string {
	const shown = shownProbeVariables(variables, delimiter);
	return quoteCommand([...(shown.length === 0 ? [] : ['env', ...shown]), ...words]);
}
