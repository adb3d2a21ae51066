import {UserError} from '../domain/user-error.ts';
import {createDemoContainer, type DemoContainer, type DemoContainerOptions} from './demo-container.ts';
import {demoImage} from './demo-details.ts';
import type {DemoEvents} from './demo-events.ts';
import type {DemoFiles} from './demo-files.ts';

/** The containers of a simulated engine. */
export type DemoContainers = {
	make(options: Pick<DemoContainerOptions, 'command' | 'sharedMemoryBytes' | 'memoryLimitBytes' | 'labels' | 'scene'> & {readonly name?: string | undefined}): DemoContainer;
	/**
	By its id, the start of it, or its name.

	@throws UserError `container-not-found`.
	*/
	find(wanted: string): DemoContainer;
	/** @throws UserError `container-not-running` too. */
	findRunning(wanted: string): DemoContainer;
	all(): readonly DemoContainer[];
	remove(container: DemoContainer): void;
};

/** Ids look like those of an engine. */
const firstId = 0xDE_30;

export function createDemoContainers({files, events, speed}: {readonly files: DemoFiles; readonly events: DemoEvents; readonly speed: number}): DemoContainers {
	let containers: readonly DemoContainer[] = [];
	let made = 0;

	function find(wanted: string): DemoContainer {
		const found = containers.find(({options: {id, name}}) => name === wanted || id.startsWith(wanted));
		if (found === undefined) {
			throw new UserError('container-not-found', {name: wanted});
		}

		return found;
	}

	return {
		make({name = `demo-${made + 1}`, ...options}) {
			const id = (firstId + made).toString(16).padEnd(64, '0');
			made++;
			const container = createDemoContainer({
				...options, id, name, files, speed,
				onEvent(action, exitCode) {
					events.emit({
						action, containerId: id, at: Date.now(), attributes: {name, image: demoImage, ...(exitCode !== undefined && {exitCode: String(exitCode)})},
					});
				},
			});
			containers = [...containers, container];
			return container;
		},
		find,
		findRunning(wanted) {
			const found = find(wanted);
			if (found.state().status !== 'running') {
				throw new UserError('container-not-running', {name: found.options.name});
			}

			return found;
		},
		all: () => containers,
		remove(container) {
			containers = containers.filter(other => other !== container);
		},
	};
}
