import {Buffer} from 'node:buffer';
import {readdirSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import path from 'node:path';
import {diagnose} from '../source/checks/diagnose.ts';
import type {RunState} from '../source/domain/run.ts';
import {createLogDecoder} from '../source/feed/log-decoder.ts';
import {createPipeline} from '../source/feed/pipeline.ts';
import {runToStatusJson} from '../source/plain/status-json.ts';
import {createStore} from '../source/run/store.ts';

/** A log in the form of a public thread, and what is right of it. */
export type Thread = {readonly name: string; readonly bytes: Uint8Array; readonly expect: Readonly<Record<string, unknown>>};

const root = fileURLToPath(new URL('recordings/threads/', import.meta.url));

export function readThreads(): Thread[] {
	return readdirSync(root).filter(name => !name.includes('.')).toSorted().map(name => ({
		name,
		bytes: readFileSync(path.join(root, name, 'stream.txt')),
		expect: (JSON.parse(readFileSync(path.join(root, name, 'expected.json'), 'utf8')) as {expect: Record<string, unknown>}).expect,
	}));
}

/** The run that the bytes of a log file tell of, with every status that it had on the way. */
export function readLog(bytes: Uint8Array, chunkBytes = 65_536): {readonly state: RunState; readonly phases: ReadonlySet<string>} {
	const store = createStore();
	const phases = new Set<string>();
	const pipeline = createPipeline(({events}) => {
		for (const event of events) {
			store.dispatch([event]);
			phases.add(store.getState().phase.kind);
		}
	});
	const decoder = createLogDecoder((channel, piece, at) => {
		pipeline.output(channel, piece, at);
	});
	store.dispatch([{type: 'target-described', target: {kind: 'file', name: 'train.log', path: '/train.log'}}]);
	for (let start = 0; start < bytes.length; start += chunkBytes) {
		decoder.push(bytes.subarray(start, start + chunkBytes));
	}

	decoder.end();
	pipeline.end();
	return {state: store.getState(), phases};
}

export type StatusJson = Readonly<Record<string, unknown>> & {readonly diagnoses: ReadonlyArray<{readonly rule: string; readonly severity: string}>; readonly history: ReadonlyArray<{readonly epoch: number; readonly metrics: unknown}>};

/** What `status --json` says of a run. */
export function statusOf(state: RunState, now = 0): StatusJson {
	const text = JSON.stringify(runToStatusJson(state, now, {diagnoses: diagnose({run: state}, 'en')}));
	return JSON.parse(text) as StatusJson;
}

export const textToBytes = (text: string): Uint8Array => Buffer.from(text);
