import {describe, expect, it} from 'vitest';
import {demoClasses} from '../../source/demo/curves.ts';
import {demoTraining} from '../../source/demo/training.ts';
import {createDemoFeed} from '../../source/feed/demo-feed.ts';
import {createStore} from '../../source/run/store.ts';

describe('the demo', () => {
	it('is read completely by the same code as a real training', async () => {
		const store = createStore();
		await createDemoFeed({kind: 'demo', name: 'demo'}, demoTraining({epochs: 12, speed: 1, seed: 3})).run(({events}) => {
			store.dispatch(events);
		}, {signal: new AbortController().signal, isFollowing: false});
		const state = store.getState();
		expect(state).toMatchObject({
			framework: {name: 'yolov5', version: 'v7.0-0-g915bbf294'}, task: 'detect', epochs: 12, runDirectory: 'runs/train/exp',
			phase: {kind: 'finished', isEarlyStop: false}, isFinalValidation: true, traceback: undefined, notices: [],
		});
		expect(state.history.map(({epoch}) => epoch)).toEqual(Array.from({length: 12}, (_, index) => index + 1));
		expect(state.history.every(({losses, metrics, seconds}) => Object.keys(losses).length === 3 && metrics?.map50 !== undefined && (seconds ?? 0) >= 4)).toBe(true);
		expect(state.classes.map(({name, instances, metrics}) => ({name, instances, ...metrics}))).toEqual(demoClasses);
		expect(state.progress).toMatchObject({
			epoch: 12, batchIndex: 55, batchesPerEpoch: 55, imageSize: 640,
		});
	});
});
