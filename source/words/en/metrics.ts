import type {BoxMetricName, MetricName} from '../../domain/metric.ts';
import type {Explanation} from '../explanation.ts';

/** What each metric is. */
export const metricExplanations = {
	precision: {
		name: 'P (precision)', what: 'Of everything the model reports, the part that is right. High P with low R means that it says little, but what it says is true.', formula: 'TP / (TP + FP)', good: 'Above 0.8. With R 0 it means nothing.',
	},
	recall: {
		name: 'R (recall)', what: 'Of everything that is there, the part the model finds. Low R means missed objects: more examples, or a lower confidence threshold when detecting.', formula: 'TP / (TP + FN)', good: 'Above 0.8.',
	},
	map50: {
		name: 'mAP50', what: 'Area under the curve of precision over recall, averaged over the classes, when a box counts as right from an overlap of 0.5 on. It says how well objects are found.', formula: 'mean over classes of AP at IoU 0.5', good: '0.5 is useful, 0.8 is good, above 0.95 look for copies of training images in the validation set.',
	},
	map50To95: {
		name: 'mAP50-95', what: 'mAP averaged over ten overlaps from 0.5 to 0.95, from which on a box counts as right. It says how tightly the boxes fit, and it is what best.pt is chosen by.', formula: 'mean over IoU 0.5, 0.55, … 0.95 of mAP', good: 'Always below mAP50; two thirds of it are usual, less than half are loose boxes or labels.',
	},
	top1: {
		name: 'top1_acc', what: 'Part of the images whose class is the first guess. Only for classification.', formula: 'right first guesses / images', good: 'Depends on the number of classes; compare with guessing (1 / classes).',
	},
	top5: {
		name: 'top5_acc', what: 'Part of the images whose class is among the five best guesses. Only for classification; with five classes or fewer it is always 1.', formula: 'class among the first five / images', good: 'Far above top1 means that similar classes are mistaken for each other.',
	},
} as const satisfies Readonly<Record<MetricName, Explanation>>;

/** The same in a few words, next to the figures of a class. */
export const metricsInShort = {
	precision: 'precision: how much of what is found is right',
	recall: 'recall: how much of what is there is found',
	map50: 'quality when boxes overlap by half',
	map50To95: 'the same over stricter overlaps',
} as const satisfies Readonly<Record<BoxMetricName, string>>;
