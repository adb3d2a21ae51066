import {Readable} from 'node:stream';
import type {ContainerEvent} from '../engine/container.ts';

/** Events of simulated containers for whoever listens. */
export type DemoEvents = {
	emit(event: ContainerEvent): void;
	/** Those of one container, or of all, from now on. */
	open(container: string | undefined, signal: AbortSignal | undefined): AsyncIterable<ContainerEvent>;
};

export function createDemoEvents(): DemoEvents {
	const listeners = new Set<(event: ContainerEvent) => void>();
	return {
		emit(event) {
			for (const listener of listeners) {
				listener(event);
			}
		},
		open(container, signal) {
			const stream = new Readable({
				objectMode: true,
				read() {
					// Events are pushed when they happen.
				},
			});
			const listener = (event: ContainerEvent) => {
				if (container === undefined || event.containerId === container) {
					stream.push(event);
				}
			};

			listeners.add(listener);
			stream.once('close', () => {
				listeners.delete(listener);
			});
			signal?.addEventListener('abort', () => {
				stream.destroy();
			}, {once: true});
			return stream;
		},
	};
}
