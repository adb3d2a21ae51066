import {describe, expect, test} from 'vitest';
import {
	pictureKey,
	type PictureAnswer,
	type PictureFile,
	type PictureProtocol,
	type Pictures,
} from '../../../../source/domain/picture.ts';
import {displayWidth} from '../../../../source/format/display-width.ts';
import {createScreenDrawer} from '../../../../source/screen/screen-view.ts';
import {pictures as screen} from '../../../../source/screen/screens/pictures/pictures.ts';
import {initialPicturesUi, type PicturesUi} from '../../../../source/screen/screens/pictures/pictures-ui.ts';
import {toEntries} from '../../../../source/screen/screens/pictures/pictures-view.ts';
import {picturesMoves, picturesReducers, type PicturesContext} from '../../../../source/screen/screens/pictures/reduce-pictures.ts';
import {drawEverySize} from '../../fixtures/every-size.ts';
import {sampleNow} from '../../fixtures/sample-run.ts';
import {drawSampleScreen, sampleModel, type SampleScreen} from '../../fixtures/sample-screen.ts';

const fileOf = (name: string, more: Partial<PictureFile> = {}): PictureFile => ({
	name, sizeBytes: 487_438, modifiedAt: sampleNow - 120_000, isRegular: true, ...more,
});

const names = ['val_batch0_labels.jpg', 'val_batch0_pred.jpg', 'confusion_matrix.png', 'results.png', 'train_batch0.jpg', 'labels.jpg'];

/** Pixels from dark to bright in the whole box. */
function answerOf({columns, rows}: {readonly columns: number; readonly rows: number}): PictureAnswer {
	return {
		columns, rows, source: {width: 1920, height: 1080}, content: {kind: 'pixels', rgb: Uint8Array.from({length: columns * rows * 2 * 3}, (_, index) => (Math.floor(index / 3) % columns) * 255 / columns)},
	};
}

const known: Pictures = {
	files: names.map(name => fileOf(name)), made: new Map(), isOnRequest: false, isOff: false,
};

type Given = {readonly pictures?: Partial<Pictures>; readonly ui?: Partial<PicturesUi>; readonly protocol?: PictureProtocol; readonly answer?: (box: {readonly columns: number; readonly rows: number}) => PictureAnswer};

/** The screen with everything made that it wants. */
function sampleOf({pictures, ui, protocol = 'cells', answer}: Given, sample: Pick<SampleScreen, 'columns' | 'rows'> & Partial<SampleScreen>): SampleScreen {
	const given = {
		...sample, state: 'training' as const, ui: {screen: 'pictures' as const, pictures: {...initialPicturesUi, ...ui}}, graphics: {protocol, cell: {width: 10, height: 20}, firstId: 7101},
	};
	const first: Pictures = {...known, ...pictures};
	const wanted = createScreenDrawer().draw(sampleModel({...given, pictures: first}), sample).pictures?.wanted ?? [];
	const made = answer === undefined ? first.made : new Map(wanted.map(request => [pictureKey(request), {file: request.file, answer: answer(request)}]));
	return {...given, pictures: {...first, made}};
}

const textOf = (given: Given, sample: Partial<SampleScreen> = {}) => drawSampleScreen(sampleOf(given, {columns: 120, rows: 36, ...sample})).join('\n');

describe('the screen', () => {
	test('at every size in both languages', async () => {
		const sample = sampleOf({answer: answerOf}, {columns: 120, rows: 36});
		// Not made at the other sizes: there it says so.
		const drawn = await drawEverySize('pictures', () => sample, [[160, 45], [120, 36], [80, 24], [40, 10]]);
		await expect(drawn).toMatchFileSnapshot('../../frames/pictures.txt');
	});

	test.each([
		['off', {pictures: {isOff: true}}, 'Pictures are off'],
		['before the first look', {pictures: {files: undefined}}, 'Looking for pictures'],
		['none', {pictures: {files: []}}, 'No pictures yet'],
		['no directory', {pictures: {files: undefined, problem: 'no-directory'}}, 'The run directory is not known'],
		['an engine that is away', {pictures: {files: undefined, problem: 'unreachable'}}, 'cannot be read at the moment'],
		['a slow link', {pictures: {isOnRequest: true}}, 'nothing loads automatically: Enter loads'],
		['not made yet', {}, 'Reading val_batch0_pred.jpg'],
		['not a file', {answer: () => ({code: 'not-a-file'})}, 'is not a regular file'],
		['gone', {answer: () => ({code: 'gone'})}, 'no longer exists'],
		['unreadable', {answer: () => ({code: 'unreadable'})}, 'cannot be read'],
		['a large file', {answer: () => ({code: 'file-too-large'})}, 'larger than 64 MB'],
		['many pixels', {answer: () => ({code: 'too-many-pixels', width: 60_000, height: 60_000})}, '60,000 x 60,000 pixels'],
		['another format', {answer: () => ({code: 'unknown-format'})}, 'neither JPEG nor PNG'],
		['broken', {answer: () => ({code: 'broken'})}, 'broken or not complete'],
		['too slow', {answer: () => ({code: 'too-slow'})}, 'took too long'],
	] satisfies ReadonlyArray<readonly [string, Given, string]>)('says %s in a sentence', (_what, given, sentence) => {
		// A long one goes on in the next line.
		expect(textOf(given).replaceAll(/[\s│]+/g, ' ')).toContain(sentence);
	});

	test('wants nothing on a slow link before it is asked for, and then that one alone', () => {
		const wanted = (asked: readonly string[]) => createScreenDrawer().draw(sampleModel(sampleOf({pictures: {isOnRequest: true}, ui: {asked}}, {columns: 120, rows: 36})), {columns: 120, rows: 36}).pictures?.wanted.map(({file}) => file.name);
		expect(wanted([])).toEqual([]);
		expect(wanted(['val_batch0_pred.jpg'])).toEqual(['val_batch0_pred.jpg']);
		expect(wanted(['results.png'])).toEqual([]);
	});

	test('wants nothing while another screen is shown', () => {
		const sample = sampleOf({}, {columns: 120, rows: 36});
		expect(createScreenDrawer().draw(sampleModel({...sample, ui: {screen: 'overview'}}), sample).pictures).toBeUndefined();
	});

	test('a name of a file sends no sequence', () => {
		const evil = 'val_batch0\u{1B}]0;owned\u{7}\u{9B}2J.jpg';
		for (const answer of [undefined, () => ({code: 'broken'} as const)]) {
			const text = textOf({pictures: {files: [fileOf(evil)]}, ...(answer && {answer})});
			expect(text).toContain('owned');
			expect(text.replaceAll(/\u{1B}\[[\d;]*m/gu, '')).not.toMatch(/[\u{7}\u{1B}\u{9B}]/u);
		}
	});

	// What the terminal draws lies over blanks that are exactly there.
	test.each([[160, 45], [120, 36], [80, 24], [50, 16]])('a picture of the terminal is inside its panel at %i x %i, over blanks', (columns, rows) => {
		const sample = sampleOf({
			protocol: 'sixel', answer: box => ({
				columns: box.columns - 3, rows: box.rows - 2, source: {width: 10, height: 10}, content: {kind: 'sequence', text: 'PICTURE'},
			}),
		}, {columns, rows});
		const view = createScreenDrawer().draw(sampleModel(sample), sample);
		const text = drawSampleScreen(sample);
		expect(view.pictures!.shown).toHaveLength(columns === 160 ? 2 : 1);
		for (const {row, column, columns: width, rows: height} of view.pictures!.shown) {
			for (const line of text.slice(row, row + height)) {
				expect(displayWidth(line)).toBe(columns);
				expect(line.slice(column, column + width)).toBe(' '.repeat(width));
			}
		}

		expect(text.join('\n')).not.toContain('PICTURE');
	});

	test('the terminal draws nothing below what lies over the screen', () => {
		const sample = sampleOf({
			protocol: 'kitty', answer: box => ({
				...box, source: {width: 10, height: 10}, content: {kind: 'sequence', text: 'PICTURE'},
			}),
		}, {columns: 120, rows: 36});
		const covered = {...sample, ui: {...sample.ui, overlays: [{kind: 'help', top: 0, query: ''}] as const}};
		expect(createScreenDrawer().draw(sampleModel(covered), covered).pictures).toMatchObject({shown: [], wanted: [{}]});
	});

	test.each([['16', false], ['none', false], ['256', true], ['none', true]] as const)('with %s colours, ASCII %s', (depth, isAscii) => {
		const text = textOf({answer: answerOf}, {depth, isAscii});
		const plain = text.replaceAll(/\u{1B}\[[\d;]*m/gu, '');
		expect(plain).toMatch(depth === 'none' || isAscii ? / \.+:+-+=+\++\*+#+%+@+/ : /▀{70}/);
		expect(/^[\n\u{20}-\u{7E}]*$/u.test(plain)).toBe(isAscii);
	});
});

test('labels and predictions of the same images are one row', () => {
	expect(toEntries(names.map(name => fileOf(name))).map(({title, labels}) => [title, labels?.name])).toEqual([
		['val_batch0', 'val_batch0_labels.jpg'], ['confusion_matrix', undefined], ['results', undefined], ['train_batch0', undefined], ['labels', undefined],
	]);
	// One of them alone is a picture like others.
	expect(toEntries([fileOf('val_batch1_labels.jpg'), fileOf('val_batch2_pred.jpg')]).map(({title, labels}) => [title, labels])).toEqual([['val_batch1_labels', undefined], ['val_batch2_pred', undefined]]);
});

describe('the keys', () => {
	const entries = toEntries(names.map(name => fileOf(name)));
	const context: PicturesContext = {
		entries, index: 0, isWaiting: false, page: 3,
	};
	const zoomed: PicturesUi = {...initialPicturesUi, part: {zoom: 2, x: 0.5, y: 0.5}};

	test('go through the list, not over its ends, and show each picture whole', () => {
		expect(picturesReducers['next-picture'](zoomed, context)).toMatchObject({chosen: 'confusion_matrix.png', part: {zoom: 1}});
		expect(picturesReducers['previous-picture'](initialPicturesUi, context)).toMatchObject({chosen: 'val_batch0_pred.jpg'});
		expect(picturesMoves['scroll-to-end'](initialPicturesUi, context)).toMatchObject({chosen: 'labels.jpg'});
		expect(picturesMoves['page-down'](initialPicturesUi, context)).toMatchObject({chosen: 'train_batch0.jpg'});
		expect(picturesReducers['next-picture'](initialPicturesUi, {...context, entries: []})).toBe(initialPicturesUi);
	});

	test('enlarge up to 16 times and never lead over the edge', () => {
		let ui: PicturesUi = initialPicturesUi;
		for (let step = 0; step < 9; step++) {
			ui = picturesReducers['enlarge-picture'](ui, context);
		}

		expect(ui.part.zoom).toBe(16);
		for (let step = 0; step < 60; step++) {
			ui = picturesMoves['scroll-down'](picturesReducers['picture-right'](ui, context), context);
		}

		expect(ui.part).toEqual({zoom: 16, x: 1 - (1 / 32), y: 1 - (1 / 32)});
		ui = picturesReducers['shrink-picture'](ui, context);
		expect(ui.part).toEqual({zoom: 8, x: 1 - (1 / 16), y: 1 - (1 / 16)});
		expect(picturesReducers['whole-picture'](ui, context).part).toEqual(initialPicturesUi.part);
	});

	test('ask for a picture where it waits for that, and only then change the size', () => {
		expect(picturesReducers['show-picture'](initialPicturesUi, {...context, isWaiting: true})).toMatchObject({asked: ['val_batch0_pred.jpg'], isLarge: false});
		expect(picturesReducers['show-picture'](initialPicturesUi, context)).toMatchObject({asked: [], isLarge: true});
	});

	test('what is enlarged can be moved in every direction', () => {
		const model = sampleModel(sampleOf({ui: {part: {zoom: 2, x: 0.5, y: 0.5}}}, {columns: 120, rows: 36}));
		expect(screen.scrollRange(model, [])).toMatchObject({top: 1, last: 2});
	});
});
