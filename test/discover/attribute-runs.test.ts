import {expect, test} from 'vitest';
import {findPastWriter, type PossibleWriter, type RunInTime} from '../../source/discover/attribute-runs.ts';

const second = 1000;

/** A container that sees /d as /w, made at a second and gone at another. */
const container = (name: string, from: number, until: number | undefined, more: Partial<PossibleWriter> = {}): PossibleWriter => ({
	id: name,
	name,
	mounts: [{
		kind: 'bind', source: '/d', destination: '/w', isReadOnly: false,
	}],
	command: ['bash'],
	createdAt: from * second,
	state: until === undefined ? {status: 'running', startedAt: from * second} : {status: 'exited', startedAt: from * second, finishedAt: until * second},
	...more,
});

const train = {command: ['python', 'train.py']};
const run = (more: Partial<RunInTime> = {}): RunInTime => ({
	id: {place: 'host:/d/runs/train/exp'}, startedAt: 100 * second, modifiedAt: 200 * second, ...more,
});

test.each<[string, RunInTime, readonly PossibleWriter[], string | undefined]>([
	['the only container that was there', run(), [container('a', 90, 210), container('b', 300, 400)], 'a'],
	['one that still runs', run(), [container('a', 90, undefined)], 'a'],
	['none that came later', run(), [container('b', 300, 400)], undefined],
	['none that was gone before', run(), [container('b', 10, 50)], undefined],
	['none where two were there', run(), [container('a', 90, 210), container('b', 50, 400)], undefined],
	['the one whose output named it', run(), [container('a', 90, 210), container('b', 50, 400, {printed: {text: 'runs/train/exp'}})], 'b'],
	['the one whose output named its place', run(), [container('a', 90, 210, {...train, printed: {text: 'runs/train/exp', directory: '/w/runs/train/exp'}}), container('b', 50, 400)], 'a'],
	['not one whose output named another', run(), [container('a', 90, 210, {...train, printed: {text: 'runs/train/exp2', directory: '/w/runs/train/exp2'}}), container('b', 50, 400)], 'b'],
	['not one that named a directory of that name elsewhere', run(), [container('a', 90, 210, {...train, printed: {text: 'runs/train/exp', directory: '/w/other/runs/train/exp'}})], undefined],
	['not one that named it before it was removed and made again', run({modifiedAt: 500 * second, startedAt: 450 * second}), [container('a', 90, 210, {printed: {text: 'runs/train/exp'}})], undefined],
	['the last of those that named it, after a resume', run(), [
		container('a', 90, 150, {...train, printed: {text: 'runs/train/exp', directory: '/w/runs/train/exp'}}),
		container('b', 160, 210, {...train, printed: {text: 'runs/train/exp', directory: '/w/runs/train/exp'}}),
	], 'b'],
	['none that can only read', run(), [container('a', 90, 210, {
		mounts: [{
			kind: 'bind', source: '/d', destination: '/w', isReadOnly: true,
		}],
	})], undefined],
	['the container of its layer', run({id: {place: 'layer:a:/yolov5/runs/train/exp'}}), [container('b', 50, 400), container('a', 90, 210)], 'a'],
	['none without a start where nothing was printed', {id: {place: 'host:/d/x'}, modifiedAt: 1}, [container('a', 0, 210)], undefined],
])('a run belongs to %s', (_, past, containers, expected) => {
	expect(findPastWriter(past, containers)?.name).toBe(expected);
});
