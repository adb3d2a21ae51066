import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {TerminalLine} from '../../../../source/domain/line.ts';
import {createLogBuffer} from '../../../../source/run/log-buffer.ts';
import {createLogIndex, type LogIndex} from '../../../../source/screen/screens/logs/log-index.ts';
import {createLogSearch, nextPlace, type LogSearch} from '../../../../source/screen/screens/logs/log-search.ts';

const line = (text: string, isTransient = false): TerminalLine => ({text, isTransient, channel: 'tty'});
const words = fc.constantFrom('a', 'b', '', 'loss 1', 'Killed', 'UserWarning: x', '50%|####    | 1/2');

function entriesOf(index: LogIndex) {
	return Array.from({length: index.end() - index.first()}, (_, place) => {
		const {number, text, count} = index.at(index.first() + place)!;
		return [number, text, count];
	});
}

function foundBy(search: LogSearch) {
	return Array.from({length: search.count()}, (_, place) => search.ordinalAt(place));
}

test('counts repetition, keeps one empty line between others, and takes no open line', () => {
	const index = createLogIndex();
	index.update({lines: ['', 'a', 'a', '', '', 'b'].map(text => line(text)), dropped: 100});
	expect(entriesOf(index)).toEqual([[101, 'a', 2], [103, '', 1], [105, 'b', 1]]);
	index.update({lines: [...['', 'a', 'a', '', '', 'b'].map(text => line(text)), line('open', true)], dropped: 100});
	expect(entriesOf(index)).toHaveLength(3);
});

test('keeps the newest entries where it is to keep fewer than the log', () => {
	const index = createLogIndex({maxEntries: 3});
	const log = createLogBuffer();
	for (let number = 0; number < 20_000; number++) {
		log.push([line(`line ${number}`)]);
		if (number === 19_999 || number % 7 === 0) {
			index.update({lines: log.lines(), dropped: log.dropped()});
		}
	}

	expect(entriesOf(index).map(([, text]) => text)).toEqual(['line 19997', 'line 19998', 'line 19999']);
	expect(index.at(index.first() - 1)).toBeUndefined();
});

test('knows errors and warnings, and finds the entry of a line', () => {
	const index = createLogIndex();
	index.update({lines: ['a', 'Killed', 'b', 'b', 'UserWarning: x'].map(text => line(text)), dropped: 0});
	expect(index.problems()).toEqual([1]);
	expect(index.warnings()).toEqual([3]);
	expect([0, 1, 2, 3, 4, 99].map(number => index.ordinalOf(number))).toEqual([0, 1, 2, 2, 3, 3]);
});

test('however the lines come in, through a buffer that drops old ones, index and search are those of the kept lines', () => {
	fc.assert(fc.property(fc.array(fc.array(words, {maxLength: 9}), {maxLength: 12}), fc.integer({min: 1, max: 12}), (chunks, maxLines) => {
		const log = createLogBuffer({maxLines});
		const index = createLogIndex();
		let search = createLogSearch(index, text => text.includes('a'));
		let generation = index.generation();
		for (const chunk of chunks) {
			log.push(chunk.map(text => line(text)));
			index.update({lines: log.lines(), dropped: log.dropped()});
			if (generation !== index.generation()) {
				search = createLogSearch(index, text => text.includes('a'));
				generation = index.generation();
			}

			search.update();
			const fresh = createLogIndex();
			fresh.update({lines: log.lines(), dropped: log.dropped()});
			const kept = entriesOf(index);
			// Where the oldest lines were dropped an empty line may stand first, and a repetition may count dropped ones.
			const texts = kept.map(([, text]) => text);
			expect(texts[0] === '' ? texts.slice(1) : texts).toEqual(entriesOf(fresh).map(([, text]) => text));
			const places = kept.map(([, text], place) => String(text).includes('a') ? place + index.first() : -1).filter(ordinal => ordinal >= 0);
			expect(places).toEqual(foundBy(search));
			for (const ordinal of [...index.problems(), ...index.warnings()]) {
				expect(index.at(ordinal)).toBeDefined();
			}
		}
	}));
});

test('begins anew with another log', () => {
	const index = createLogIndex();
	index.update({lines: [line('a')], dropped: 0});
	const generation = index.generation();
	index.update({lines: [line('b')], dropped: 0});
	expect(entriesOf(index)).toEqual([[0, 'b', 1]]);
	expect(index.generation()).not.toBe(generation);
});

test('each of many lines is looked at once, and no more are kept than the log keeps', () => {
	const log = createLogBuffer({maxLines: 50_000, maxBytes: 100_000_000});
	const index = createLogIndex();
	let looked = 0;
	const search = createLogSearch(index, text => {
		looked++;
		return text.endsWith('7');
	});
	for (let chunk = 0; chunk < 100; chunk++) {
		log.push(Array.from({length: 2000}, (_, place) => line(`line ${(chunk * 2000) + place}`)));
		index.update({lines: log.lines(), dropped: log.dropped()});
		search.update();
	}

	expect(looked).toBe(200_000);
	expect(index.end() - index.first()).toBe(50_000);
	expect(search.count()).toBe(5000);
	expect(index.at(index.end() - 1)).toMatchObject({number: 199_999, text: 'line 199999'});
});

test('the next hit, round both ends', () => {
	const index = createLogIndex();
	index.update({lines: ['x', 'a', 'y', 'a', 'z'].map(text => line(text)), dropped: 0});
	const search = createLogSearch(index, text => text === 'a');
	search.update();
	expect(nextPlace(search, 1, 1)).toEqual({place: 1, isWrapped: false});
	expect(nextPlace(search, 3, 1)).toEqual({place: 0, isWrapped: true});
	expect(nextPlace(search, 3, -1)).toEqual({place: 0, isWrapped: false});
	expect(nextPlace(search, 0, -1)).toEqual({place: 1, isWrapped: true});
	const none = createLogSearch(index, () => false);
	expect(nextPlace(none, 0, 1)).toBeUndefined();
});
