import type {FeedBatch} from '../domain/feed.ts';
import type {ContainerDetails} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import {createContainerLive, type ContainerLive} from './container-live.ts';
import {createContainerRunWatch, type ContainerRunWatch} from './container-run-watch.ts';
import {createContainerTrainings, type ContainerTrainings} from './container-trainings.ts';
import {createContainerWatch, type ContainerWatch} from './container-watch.ts';
import {createFeedOutput, type FeedOutput} from './feed-output.ts';

/** What the sources of one container share while it is read. */
export type ContainerReading = {
	readonly engine: Engine;
	/** As they were when the feed began. */
	readonly details: ContainerDetails;
	readonly isFollowing: boolean;
	readonly output: FeedOutput;
	readonly watch: ContainerWatch;
	readonly trainings: ContainerTrainings;
	readonly runFiles: ContainerRunWatch;
	/** The one attach stream of a feed. */
	readonly live: ContainerLive;
};

export function createContainerReading(engine: Engine, details: ContainerDetails, isFollowing: boolean, listener: (batch: FeedBatch) => void): ContainerReading {
	const output = createFeedOutput(listener);
	const watch = createContainerWatch(engine, details, output.emit);
	const trainings = createContainerTrainings(engine, details);
	const runFiles = createContainerRunWatch({
		engine, details, trainings, isRunning: watch.isUp, onEvent: output.emit,
	});
	output.listen(runFiles.note);
	return {
		engine, details, isFollowing, output, watch, trainings, runFiles, live: createContainerLive(engine, details, output),
	};
}
