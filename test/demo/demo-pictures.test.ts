import {expect, test} from 'vitest';
import {demoClasses} from '../../source/demo/curves.ts';
import {createDemoFiles} from '../../source/demo/demo-files.ts';
import {demoPictures} from '../../source/demo/demo-pictures.ts';
import {beginTraining} from '../../source/demo/train-program.ts';
import {decodePicture} from '../../source/graphics/decode-picture.ts';
import {isPictureName} from '../../source/training/run-file-names.ts';

const all = Object.values(demoPictures).flat();

test.each(all.map(({name, draw}) => [name, draw] as const))('%s is a picture under a name of pictures', (name, draw) => {
	expect(isPictureName(name)).toBe(true);
	const pixels = decodePicture(draw());
	expect(pixels).toMatchObject({channels: 3});
	expect(new Set('data' in pixels ? pixels.data : []).size).toBeGreaterThan(5);
});

test('a simulated training draws the first ones with its first epoch, and the others after its last', () => {
	const files = createDemoFiles();
	const training = beginTraining(['python', 'train.py', '--epochs', '2'], '/app', files);
	training.begin(1);
	const pictures = () => files.paths().filter(path => /\.(?:jpg|png)$/.test(path)).length;
	expect(pictures()).toBe(0);
	const metrics = {
		precision: 0.5, recall: 0.5, map50: 0.5, map50To95: 0.3,
	};
	training.save({
		epoch: 1, losses: {box: 0.1, obj: 0.1, cls: 0.1}, metrics, rows: demoClasses.map(() => metrics), steps: {rate: 1, gradients: 1},
	}, 2);
	expect(pictures()).toBe(demoPictures.start.length);
	training.strip(3);
	expect(pictures()).toBe(all.length);
});
