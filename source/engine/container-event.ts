import type {ContainerEvent} from './container.ts';
import {
	numberAt,
	stringAt,
	textsAt,
} from './json-value.ts';

/** Podman's own names for what Docker calls otherwise. */
const actionByPodman: Readonly<Record<string, string>> = {
	died: 'die',
	exec: 'exec_start',
	exec_died: 'exec_die', // eslint-disable-line @typescript-eslint/naming-convention -- the engine's word
	remove: 'destroy',
};

/**
Reads one line of `GET /events`; undefined for what is no event of a container. Since API 1.52 the old fields `status`, `id` and
`from` are gone, so only the new ones are read.
*/
export function parseContainerEvent(line: unknown): ContainerEvent | undefined {
	const action = stringAt(line, 'Action');
	const containerId = stringAt(line, 'Actor', 'ID');
	if (action === undefined || containerId === undefined || stringAt(line, 'Type') !== 'container') {
		return undefined;
	}

	const [word = '', ...rest] = action.split(': ');
	const attributes = textsAt(line, 'Actor', 'Attributes');
	const exitCode = attributes.exitCode ?? attributes.containerExitCode;
	const nanoseconds = numberAt(line, 'timeNano');
	const seconds = numberAt(line, 'time');
	return {
		action: actionByPodman[word] ?? word,
		detail: rest.length === 0 ? undefined : rest.join(': '),
		containerId,
		attributes: exitCode === undefined ? attributes : {...attributes, exitCode},
		at: nanoseconds === undefined ? (seconds === undefined ? undefined : seconds * 1000) : Math.floor(nanoseconds / 1e6),
	};
}
