import {createActionJournal} from '../actions/action-journal.ts';
import {demoClasses} from '../demo/curves.ts';
import {createDemoEngine} from '../demo/demo-engine.ts';
import {demoPast} from '../demo/demo-past.ts';
import {demoTrainingLabels} from '../demo/probe-records.ts';
import {demoScenes, firstScene} from '../demo/scenes.ts';
import type {RunEvent} from '../domain/event.ts';
import type {Feed, FeedBatch} from '../domain/feed.ts';
import {createContainerFeed} from '../feed/container-feed.ts';
import type {Options} from './options/options.ts';
import type {ResolvedTarget} from './resolve-target.ts';

const name = 'demo';

const demoLabels = {files: 431, counts: demoTrainingLabels, names: demoClasses.map(({name: own}) => own)};

/** A feed of a simulated container, which is called a demo by whatever is said of it. */
function asDemo(feed: Feed): Feed {
	const target = {kind: 'demo', name: feed.target.name} as const;
	// The labels of its training split are in no files: they are known once the training has said that it has read them.
	const withLabels = (event: RunEvent): readonly RunEvent[] => event.type === 'dataset-scanned' && event.split === 'train' ? [event, {type: 'labels-counted', labels: demoLabels}] : [event];
	const label = ({events, lines}: FeedBatch): FeedBatch => ({events: events.flatMap(event => event.type === 'target-described' ? [{...event, target}] : withLabels(event)), lines});
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
