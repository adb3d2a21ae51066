import {expect, test} from 'vitest';
import type {SourceEvent} from '../../source/domain/event.ts';
import {createContainerRunFiles} from '../../source/feed/container-run-files.ts';
import {createContainerRunReader} from '../../source/training/container-run-reader.ts';
import {createStubEngine} from '../discover/stub-engine.ts';

const text = '   0/2   0G   0.1   0.02   0.03   0.15   29   640   0.5   0.4   0.3   0.2   0.04   0.02   0.01\n';
const {signal} = new AbortController();

function containerWith(files: Readonly<Record<string, string>>) {
	return createStubEngine([{
		name: 'c', status: 'running', files: Object.fromEntries(Object.entries(files).map(([name, content]) => [`/r/exp/${name}`, {text: content, modifiedAt: 1000}])),
	}]).engine;
}

test('results.txt of an old YOLOv5 is read where there is no results.csv', async () => {
	const reader = createContainerRunReader(containerWith({'results.txt': text, 'opt.yaml': 'epochs: 3\n'}), 'c', '/r/exp');
	expect(await reader.read(signal)).toMatchObject({results: {text, modifiedAt: 1000}, settings: {framework: 'yolov5'}});
	const both = createContainerRunReader(containerWith({'results.txt': text, 'results.csv': 'epoch\n'}), 'c', '/r/exp');
	expect(await both.read(signal)).toMatchObject({results: {text: 'epoch\n'}});
});

test('beside the output it completes the history, once', async () => {
	const events: SourceEvent[] = [];
	const files = createContainerRunFiles({
		engine: containerWith({'results.txt': text}), container: 'c', directory: '/r/exp', runDirectory: 'exp', onEvent(event) {
			events.push(event);
		},
	});
	await files.poll(signal);
	await files.poll(signal);
	expect(events).toMatchObject([{type: 'history-read', records: [{epoch: 1, metrics: {map50: 0.3}}]}]);
});
