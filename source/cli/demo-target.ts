import {createActionJournal} from '../actions/action-journal.ts';
import {createDemoEngine} from '../demo/demo-engine.ts';
import {demoPast} from '../demo/demo-past.ts';
import {demoScenes, firstScene} from '../demo/scenes.ts';
import type {Feed, FeedBatch} from '../domain/feed.ts';
import {createContainerFeed} from '../feed/container-feed.ts';
import type {Options} from './options/options.ts';
import type {ResolvedTarget} from './resolve-target.ts';

const name = 'demo';

/** A feed of a simulated container, which is called a demo by whatever is said of it. */
function asDemo(feed: Feed): Feed {
	const target = {kind: 'demo', name: feed.target.name} as const;
	const label = ({events, lines}: FeedBatch): FeedBatch => ({events: events.map(event => event.type === 'target-described' ? {...event, target} : event), lines});
	return {
		...feed,
		target,
		async run(listener, options) {
			await feed.run(batch => {
				listener(label(batch));
			}, options);
		},
	};
}

/**
The simulated training that the options ask for, in a simulated container of a simulated engine: everything else is as with a real one. What
is done to it is written into no file.
*/
export function createDemo({epochs, scene: sceneName, speed}: Options, isOnScreen: boolean): ResolvedTarget {
	const scene = {...(sceneName === undefined ? firstScene : demoScenes[sceneName]), ...(epochs !== undefined && {epochs})};
	const {engine, container: details} = createDemoEngine(name, scene, speed);
	return {
		feed: asDemo(createContainerFeed(engine, details, {name, waitsForRestart: isOnScreen, isJustStarted: sceneName === undefined})),
		container: {engine, details},
		asSimulated: asDemo,
		past: demoPast(scene, Date.now()),
		journal: createActionJournal(),
		close() {
			engine.close();
		},
	};
}
