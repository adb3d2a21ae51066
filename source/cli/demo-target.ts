import type {Feed} from '../domain/feed.ts';
import {demoTraining} from '../demo/training.ts';
import {createDemoFeed} from '../feed/demo-feed.ts';
import type {Options} from './options/options.ts';

/** The same training each time: a picture of it can be made again. */
const seed = 7;

/** The simulated training that the options ask for. */
export function createDemo({epochs = 100, speed}: Options): Feed {
	return createDemoFeed({kind: 'demo', name: 'demo'}, demoTraining({epochs, speed, seed}));
}
