import type {Readable} from 'node:stream';
import {parseContainerEvent} from './container-event.ts';
import {checkContainerName} from './container-name.ts';
import type {ContainerEvent} from './container.ts';
import type {Engine} from './engine.ts';
import {readJsonLines} from './json-lines.ts';
import type {StreamOpener} from './stream-opener.ts';

export type StreamCalls = Pick<Engine, 'openLogs' | 'openAttach' | 'openEvents'>;

/** The calls whose answer is a long stream, with requests of our own. */
export function createStreamCalls({open}: StreamOpener): StreamCalls {
	return {
		async openLogs(container, {isFollowing, tail, sinceSeconds, ...options}) {
			const query = new URLSearchParams({
				follow: isFollowing ? '1' : '0',
				stdout: '1',
				stderr: '1',
				timestamps: '1',
				...(tail !== undefined && {tail: String(tail)}),
				...(sinceSeconds !== undefined && {since: String(sinceSeconds)}),
			}).toString();
			return open({operation: 'logs', container, ...options}, {method: 'GET', path: `/containers/${checkContainerName(container)}/logs?${query}`});
		},

		async openAttach(container, options) {
			const path = `/containers/${checkContainerName(container)}/attach?stream=1&stdin=0&stdout=1&stderr=1`;
			return open({operation: 'attach', container, ...options}, {method: 'POST', path, isUpgrade: true});
		},

		async openEvents({container, sinceSeconds, untilSeconds, ...options} = {}) {
			const filters = {type: ['container'], ...(container !== undefined && {container: [checkContainerName(container)]})};
			const query = new URLSearchParams({filters: JSON.stringify(filters), ...(sinceSeconds !== undefined && {since: String(sinceSeconds)}), ...(untilSeconds !== undefined && {until: untilSeconds.toFixed(3)})}).toString();
			return toEvents(await open({operation: 'events', ...options}, {method: 'GET', path: `/events?${query}`}));
		},
	};
}

async function * toEvents(stream: Readable): AsyncGenerator<ContainerEvent, void> {
	for await (const line of readJsonLines(stream as AsyncIterable<Uint8Array>)) {
		const event = parseContainerEvent(line);
		if (event) {
			yield event;
		}
	}
}
