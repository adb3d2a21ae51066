import type {ContainerDetails} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import type {ContainerRunWatch} from './container-run-watch.ts';
import type {ContainerTrainings} from './container-trainings.ts';
import type {ContainerWatch} from './container-watch.ts';
import type {FeedConnection} from './feed-connection.ts';
import type {FeedOutput} from './feed-output.ts';
import type {LiveSwitch} from './live-switch.ts';

/** What the sources of one container share while it is read. */
export type ContainerReading = {
	readonly engine: Engine;
	/** As they were when the feed began. */
	readonly details: ContainerDetails;
	readonly output: FeedOutput;
	readonly connection: FeedConnection;
	readonly watch: ContainerWatch;
	readonly trainings: ContainerTrainings;
	readonly runFiles: ContainerRunWatch;
	readonly live: LiveSwitch;
};
