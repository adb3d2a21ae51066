import {describe, expect, test} from 'vitest';
import {findExplanation, explanationKeys, type ExplanationKey} from '../../source/words/explain-names.ts';
import {wordsIn} from '../../source/words/words.ts';

describe('explanations', () => {
	test.each(explanationKeys())('%s: two sentences in both languages, and what is good', key => {
		for (const language of ['en', 'zh'] as const) {
			const {name, what, good} = wordsIn(language).explanations[key];
			const sentences = what.match(language === 'en' ? /[!.](?= |$)/g : /。/g) ?? [];
			expect([name !== '', sentences.length]).toEqual([true, 2]);
			expect(good !== '' || key === 'eta').toBe(true);
			expect(/\p{Script=Han}/u.test(what)).toBe(language === 'zh');
		}
	});

	test.each<readonly [string, ExplanationKey | undefined]>([
		['Epoch', 'epoch'],
		['GPU_mem', 'gpuMem'],
		['gpu_mem', 'gpuMem'],
		['box_loss', 'box'],
		['obj_loss', 'obj'],
		['cls_loss', 'cls'],
		['dfl_loss', 'dfl'],
		['seg_loss', 'seg'],
		['Instances', 'instances'],
		['labels', 'instances'],
		['Size', 'size'],
		['img_size', 'size'],
		['--imgsz', 'size'],
		['Images', 'images'],
		['P', 'precision'],
		['Box(P', 'precision'],
		['R', 'recall'],
		['mAP50', 'map50'],
		['mAP@.5', 'map50'],
		['metrics/mAP_0.5', 'map50'],
		['mAP50-95', 'map50To95'],
		['mAP50-95)', 'map50To95'],
		['mAP@.5:.95', 'map50To95'],
		['metrics/mAP50-95(B)', 'map50To95'],
		['metrics/precision', 'precision'],
		['metrics/accuracy_top1', 'top1'],
		['top5_acc', 'top5'],
		['x/lr0', 'learningRate'],
		['lr/pg0', 'learningRate'],
		['train/box_loss', 'box'],
		['val/cls_loss', 'cls'],
		['train/loss', 'trainAndVal'],
		['fitness', 'fitness'],
		['it/s', 'speed'],
		['ETA', 'eta'],
		['patience', 'patience'],
		['shm', 'sharedMemory'],
		['--batch-size', 'batchSize'],
		['workers', 'workers'],
		['something', undefined],
		['', undefined],
	])('%s is explained under %s', (name, key) => {
		expect(findExplanation(name)).toBe(key);
	});
});
