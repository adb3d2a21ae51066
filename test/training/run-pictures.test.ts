import {expect, test} from 'vitest';
import {isPictureName, pictureNames} from '../../source/training/run-file-names.ts';
import {listPictures} from '../../source/training/run-pictures.ts';

const facts = {sizeBytes: 5, modifiedAt: 7};

test('every usual name is that of a picture', () => {
	expect(pictureNames.filter(name => !isPictureName(name))).toEqual([]);
});

test.each(['opt.yaml', 'results.csv', 'weights/last.pt', 'train_batch0.jpg.part', 'train_batch.jpg', '../labels.jpg', 'labels\n.jpg', 'holiday.jpg'])('%j is none', name => {
	expect(isPictureName(name)).toBe(false);
});

test('without a list the usual names are asked for, a few at a time, in the order of the table', async () => {
	const there = new Set(['labels.jpg', 'results.png', 'val_batch0_pred.jpg']);
	let [current, most, asked] = [0, 0, 0];
	const files = await listPictures({
		async stat(name) {
			asked++;
			current++;
			most = Math.max(most, current);
			await Promise.resolve();
			current--;
			return there.has(name) ? facts : undefined;
		},
	});
	expect(files).toEqual(['val_batch0_pred.jpg', 'results.png', 'labels.jpg'].map(name => ({name, ...facts, isRegular: true})));
	expect(asked).toBe(pictureNames.length);
	expect(most).toBeLessThanOrEqual(12);
});

test('with a list other numbers are found, and what is no file is told as such; a thousand are not all asked for', async () => {
	const names = ['train_batch900.jpg', 'train_batch10.jpg', 'labels.jpg', 'notes.txt'];
	const source = {
		stat: async (name: string) => name === 'labels.jpg' ? undefined : facts,
		list: async () => names,
	};
	expect(await listPictures(source)).toEqual([
		{
			name: 'labels.jpg', sizeBytes: 0, modifiedAt: 0, isRegular: false,
		}, {name: 'train_batch10.jpg', ...facts, isRegular: true}, {name: 'train_batch900.jpg', ...facts, isRegular: true},
	]);
	expect(await listPictures({...source, list: async () => Array.from({length: 5000}, (_, index) => `train_batch${index}.jpg`)})).toHaveLength(200);
});

test('an engine that is away is no directory without pictures', async () => {
	await expect(listPictures({
		async stat() {
			throw new Error('connection lost');
		},
	})).rejects.toThrow('connection lost');
});
