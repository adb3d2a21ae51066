import {expect, test} from 'vitest';
import type {RunEvent} from '../../source/domain/event.ts';
import {displayWidth} from '../../source/format/display-width.ts';
import {createPlainLines} from '../../source/plain/plain-lines.ts';
import {initialRunState} from '../../source/run/initial-state.ts';
import {reduce} from '../../source/run/reduce.ts';
import {
	bar,
	completed,
	ending,
	epochs,
	record,
	start,
} from '../run/events.ts';

function linesOf(events: readonly RunEvent[], language: 'en' | 'zh' = 'en', batchSize = 1): readonly string[] {
	const plain = createPlainLines(language);
	const lines: string[] = [];
	let state = initialRunState;
	for (let index = 0; index < events.length; index += batchSize) {
		const batch = events.slice(index, index + batchSize);
		for (const event of batch) {
			state = reduce(state, event);
		}

		lines.push(...plain.push(batch, state, 1_000_000));
	}

	return [...lines, ...plain.end(state, 1_000_000)];
}

const target: RunEvent = {type: 'target-described', target: {kind: 'file', name: 'train.log', path: '/train.log'}};

test('a whole run', () => {
	const lines = linesOf([target, ...start('runs/train/exp'), ...epochs(1, 2), ...ending]);
	expect(lines).toEqual([
		'train.log · log file',
		'starting',
		'run runs/train/exp · YOLOv5 v7.0',
		'training',
		'epoch 1/10: 50 %  box 0.1000',
		'epoch           box         P         R     mAP50  mAP50-95   s/epoch      left',
		'1/10         0.8900     0.500     0.500     0.110     0.110      12.0  1 m 48 s',
		'epoch 2/10: 50 %  box 0.1000',
		'2/10         0.8800     0.500     0.500     0.120     0.120      12.0  1 m 36 s',
		'Class   Images  Instances  mAP50-95',
		'all          -          -     0.300',
		'helmet       -          -     0.400',
		'vest         -          -     0.200',
		'finished',
	]);
});

test('a log that falls silent in the middle is told once, and that it goes on too', () => {
	const ended: RunEvent = {type: 'connection-changed', connection: {kind: 'ended'}, at: 1};
	const open: RunEvent = {type: 'connection-changed', connection: {kind: 'open'}, at: 999_000};
	const silent = 'training: last state in the log; nothing was written to it for 16 m 40 s, so it is not known whether it continues';
	expect(linesOf([target, ...start('exp'), bar(1, 6), ended, ended, open]).slice(-3)).toEqual(['epoch 1/10: 60 %  box 0.1000', silent, 'training']);
});

test('the time that is left is told in Chinese below its title', () => {
	const [header, row] = linesOf([target, ...start('exp'), ...epochs(1, 1)], 'zh').slice(-2);
	expect(row).toMatch(/1 分 48 秒$/);
	expect(header).toMatch(/剩余$/);
	expect(displayWidth(header!)).toBe(displayWidth(row!));
});

test('the epochs are the same when everything comes at once', () => {
	const events = [target, ...start('runs/train/exp'), ...epochs(1, 4), ...ending];
	const rows = (lines: readonly string[]) => lines.filter(line => /^\d+\/10/.test(line)).map(line => line.slice(0, 60));
	expect(rows(linesOf(events, 'en', 1000))).toEqual(rows(linesOf(events)));
	expect(rows(linesOf(events))).toHaveLength(4);
});

test('an epoch is one row, however often its run is started again', () => {
	const lines = linesOf([target, ...start('runs/train/exp'), ...epochs(1, 1), ...start('runs/train/exp'), ...start('runs/train/exp'), ...epochs(1, 1)]);
	expect(lines.filter(line => line.startsWith('1/10'))).toHaveLength(1);
});

test('progress is told at most once for each tenth of an epoch', () => {
	const bars = Array.from({length: 1000}, (_, index) => bar(1, index, {batchesPerEpoch: 1000}));
	expect(linesOf([...start('exp'), ...bars]).filter(line => line.startsWith('epoch '))).toHaveLength(9);
});

test('rows of results.csv that the output has told already are not told again', () => {
	const file: RunEvent = {type: 'history-read', records: [record(1, 0.1), record(2, 0.2)]};
	const rows = linesOf([...start('exp'), completed(1, 0.1), file, file, completed(2, 0.2)]).filter(line => /^\d+\/10/.test(line));
	expect(rows.map(row => row.slice(0, 4))).toEqual(['1/10', '2/10']);
});

test('an epoch that is run again after a resume is told again', () => {
	const again: readonly RunEvent[] = [{type: 'process-started', tool: 'train', settings: {}}, {type: 'training-resumed', epoch: 2, checkpoint: 'exp/weights/last.pt'}, completed(2, 0.3)];
	const lines = linesOf([...start('exp'), completed(1, 0.1), completed(2, 0.2), {type: 'process-interrupted'}, ...again]);
	expect(lines.filter(line => line.startsWith('2/10'))).toHaveLength(2);
	expect(lines).toContain('resumed from epoch 2');
	expect(lines).toContain('interrupted');
});

test('a new header comes when the columns change', () => {
	const lines = linesOf([completed(1, 0.1), completed(2, 0.2), completed(3, 0.3, {losses: {box: 1, dfl: 2}})]);
	expect(lines.filter(line => line.includes('mAP50'))).toHaveLength(2);
});

test('Chinese', () => {
	const lines = linesOf([target, ...start('exp'), ...epochs(1, 1), {type: 'traceback-printed', traceback: {exception: 'RuntimeError', message: 'x', frames: []}}], 'zh');
	expect(lines[0]).toBe('train.log · 日志文件');
	expect(lines.at(-1)).toBe('失败：RuntimeError: x');
});
