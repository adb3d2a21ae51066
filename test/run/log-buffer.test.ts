import {expect, test} from 'vitest';
import type {TerminalLine} from '../../source/domain/line.ts';
import {createLogBuffer} from '../../source/run/log-buffer.ts';

const ended = (text: string): TerminalLine => ({text, isTransient: false, channel: 'tty'});
const transient = (text: string, channel: TerminalLine['channel'] = 'tty'): TerminalLine => ({text, isTransient: true, channel});
const texts = (lines: readonly TerminalLine[]): readonly string[] => lines.map(({text}) => text);

test('a transient line is replaced by the next one and by its end', () => {
	const buffer = createLogBuffer();
	buffer.push([ended('a'), transient('10%')]);
	buffer.push([transient('20%')]);
	expect(texts(buffer.lines())).toEqual(['a', '20%']);
	buffer.push([ended('100%')]);
	expect(texts(buffer.lines())).toEqual(['a', '100%']);
});

test('each channel has its own transient line', () => {
	const buffer = createLogBuffer();
	buffer.push([transient('out', 'stdout'), transient('error', 'stderr')]);
	buffer.push([{text: 'done', isTransient: false, channel: 'stdout'}]);
	expect(texts(buffer.lines())).toEqual(['done', 'error']);
});

test('keeps the newest lines and says how many were dropped', () => {
	const buffer = createLogBuffer({maxLines: 3});
	buffer.push(['a', 'b', 'c', 'd', 'e'].map(text => ended(text)));
	expect(texts(buffer.lines())).toEqual(['c', 'd', 'e']);
	expect(buffer.dropped()).toBe(2);
});

test('is bounded in size, and keeps at least the last line', () => {
	const buffer = createLogBuffer({maxBytes: 100});
	for (let index = 0; index < 50; index++) {
		buffer.push([ended(`${index}`.padStart(30, '.'))]);
	}

	expect(texts(buffer.lines()).map(text => text.slice(-2))).toEqual(['47', '48', '49']);
	buffer.push([ended('x'.repeat(500))]);
	expect(buffer.lines()).toHaveLength(1);
	expect(buffer.dropped()).toBe(50);
});

test('stays right over many thousand lines', () => {
	const buffer = createLogBuffer({maxLines: 2000});
	for (let index = 0; index < 20_000; index++) {
		buffer.push([ended(`${index}`)]);
	}

	const lines = buffer.lines();
	expect(lines).toHaveLength(2000);
	expect([lines[0]!.text, lines.at(-1)!.text, buffer.dropped()]).toEqual(['18000', '19999', 18_000]);
});

test('gives the same array until something changes', () => {
	const buffer = createLogBuffer();
	buffer.push([ended('a')]);
	const lines = buffer.lines();
	const revision = buffer.revision();
	buffer.push([]);
	expect(buffer.lines()).toBe(lines);
	buffer.push([ended('b')]);
	expect(texts(lines)).toEqual(['a']);
	expect(buffer.revision()).toBeGreaterThan(revision);
});

test('an empty push changes nothing', () => {
	const buffer = createLogBuffer();
	buffer.push([]);
	expect(buffer.revision()).toBe(0);
	buffer.push([ended('a')]);
	expect(buffer.revision()).toBe(1);
});

test('what breaks off ends every line that was open, and an empty one follows', () => {
	const buffer = createLogBuffer();
	buffer.push([ended('a'), transient('50%', 'stdout'), transient('warning', 'stderr')]);
	buffer.breakOff();
	expect(buffer.lines()).toEqual([
		ended('a'),
		{text: '50%', isTransient: false, channel: 'stdout'},
		{text: 'warning', isTransient: false, channel: 'stderr'},
		{text: '', isTransient: false, channel: 'stdout'},
	]);
});

test('its size is that of text and colours together, and may be reached but not passed', () => {
	const coloured = (text: string): TerminalLine => ({...ended(text), styledText: `${text}${text}`});
	const buffer = createLogBuffer({maxBytes: 60});
	buffer.push([coloured('a'.repeat(10)), coloured('b'.repeat(10))]);
	expect(buffer.dropped()).toBe(0);
	buffer.push([ended('c')]);
	expect([buffer.dropped(), buffer.lines().length]).toEqual([1, 2]);
	// What was dropped counts no longer.
	buffer.push([ended('d'.repeat(29))]);
	expect(buffer.dropped()).toBe(1);
	buffer.push([ended('e')]);
	expect(buffer.dropped()).toBe(2);
});

test('keeps 50,000 lines and five million characters unless told otherwise', () => {
	const lines = createLogBuffer();
	lines.push(Array.from({length: 50_001}, (_, index) => ended(String(index))));
	expect([lines.lines().length, lines.dropped()]).toEqual([50_000, 1]);
	const characters = createLogBuffer();
	characters.push(Array.from({length: 5}, () => ended('x'.repeat(1_000_000))));
	expect(characters.dropped()).toBe(0);
	characters.push([ended('y')]);
	expect(characters.dropped()).toBe(1);
});
