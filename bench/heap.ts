import process from 'node:process';
import v8 from 'node:v8';
import vm from 'node:vm';
import {composeView} from '../source/screen/compose-view.ts';
import {createScreenDrawer} from '../source/screen/screen-view.ts';
import {createFrameSink} from '../source/screen/terminal/frame-sink.ts';
import {sampleModel} from '../test/screen/fixtures/sample-screen.ts';
import type {Section} from './report.ts';

const frames = 10_000;

/** What is kept of frames that nobody sees any more. */
export function measureHeap(): Section {
	v8.setFlagsFromString('--expose-gc');
	const collect = vm.runInNewContext('gc') as () => void;
	const size = {columns: 160, rows: 45};
	const drawer = createScreenDrawer();
	const sink = createFrameSink({isIdle: () => true, write: () => undefined}, size);
	const sample = sampleModel({state: 'training', ...size, depth: '256'});
	const draw = (frame: number) => {
		const {progress} = sample.state;
		const state = {...sample.state, ...(progress !== undefined && {progress: {...progress, batchIndex: frame}})};
		sink.frame(composeView(drawer.draw({...sample, now: sample.now + (frame * 100), state}, size)));
	};

	const used = () => {
		collect();
		return process.memoryUsage().heapUsed;
	};

	for (let frame = 0; frame < 500; frame++) {
		draw(frame);
	}

	const before = used();
	for (let frame = 0; frame < frames; frame++) {
		draw(frame);
	}

	const kilobytes = (used() - before) / frames / 1000;
	return {
		title: 'Heap',
		note: 'Drawing and finding what changed, without Ink, in 160x45.',
		rows: [{
			what: `growth a frame over ${frames} frames, after a collection`, value: `${kilobytes.toFixed(3)} kB`, target: '< 0.1 kB', isMet: kilobytes < 0.1,
		}],
	};
}
