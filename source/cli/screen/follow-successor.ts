import {setTimeout as delay} from 'node:timers/promises';
import type {ContainerSummary} from '../../engine/container.ts';
import type {Engine} from '../../engine/engine.ts';
import type {CurrentRun} from './current-run.ts';
import type {MonitoredRun, NextTarget} from './monitored-run.ts';

export type SuccessorOptions = {
	readonly current: CurrentRun;
	/** What is read of a container. */
	readonly open: (engine: Engine, id: string) => Promise<NextTarget>;
	readonly onFollow: (name: string) => void;
	/** Whether yolotop itself does something to the container, such as creating it again with other settings. */
	readonly isActing: () => boolean;
	readonly signal: AbortSignal;
};

const actingMs = 200;

/** Before an engine that was lost is asked again. */
const retryMs = 5000;

/**
Goes on with a container that is started under the name of one that was removed, as docker compose does and a person who types
`docker rm` and `docker run` again: the run before stays as an earlier one. Only while the removed one is on the screen. Never throws.
*/
export function followSuccessors({current, open, onFollow, isActing, signal}: SuccessorOptions): () => void {
	const awaited = new Set<string>();

	async function follow(run: MonitoredRun, engine: Engine, {id, name}: Pick<ContainerSummary, 'id' | 'name'>): Promise<void> {
		const isLeft = () => current.find(shown => shown === run) === undefined || run.target().container?.details.id !== id;
		const successor = await findSuccessor(engine, {id, name}, isLeft, signal);
		while (isActing()) {
			await delay(actingMs, undefined, {signal});
		}

		if (successor === undefined || isLeft()) {
			return;
		}

		run.continueWith(await open(engine, successor));
		onFollow(name);
	}

	function look(): void {
		const run = current.run();
		const {container} = run.target();
		if (container === undefined || awaited.has(container.details.id) || run.store.getState().container?.status !== 'removed') {
			return;
		}

		awaited.add(container.details.id);
		// What went wrong with the new one leaves the old one on the screen.
		follow(run, container.engine, container.details).catch(() => undefined);
	}

	look();
	return current.subscribe(look);
}

/** The container that runs under the name of one that is gone; undefined when nobody waits for it any more. */
async function findSuccessor(engine: Engine, gone: Pick<ContainerSummary, 'id' | 'name'>, isLeft: () => boolean, signal: AbortSignal): Promise<string | undefined> {
	while (!isLeft()) {
		try {
			// Asked after the events are open: nothing falls between the two.
			const events = await engine.openEvents({signal});
			const current = await engine.listContainers({signal});
			const running = current.find(({id, name}) => name === gone.name && id !== gone.id);
			if (running !== undefined) {
				return running.id;
			}

			for await (const {action, containerId, attributes} of events) {
				if (isLeft()) {
					return undefined;
				}

				if (action === 'start' && attributes.name === gone.name && containerId !== gone.id) {
					return containerId;
				}
			}
		} catch {
			signal.throwIfAborted();
		}

		await delay(retryMs, undefined, {signal});
	}

	return undefined;
}
