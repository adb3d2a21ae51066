import {counted} from '../counted.ts';

/** The sentences with which a result table is read. Metrics come as text with three digits. */
export const readingTexts = {
	nothingYet: (epochs: string) => `After ${counted(epochs, 'epoch')} the model finds almost nothing yet. Precision and recall cannot be read before mAP50 is above 0.05.`,
	nothing: 'The model finds almost nothing. Precision and recall cannot be read before mAP50 is above 0.05.',
	misses: (precision: string, recall: string) => `Precision ${precision} is high against recall ${recall}: the model misses more than it invents.`,
	invents: (precision: string, recall: string) => `Recall ${recall} is high against precision ${precision}: the model invents more than it misses.`,
	balanced: (precision: string, recall: string) => `Precision ${precision} and recall ${recall} are in balance: it misses about as often as it invents.`,
	good: (precision: string, recall: string) => `Precision ${precision} and recall ${recall} are both good.`,
	shares: (missed: string, wrong: string) => `Of 100 objects it misses about ${missed}; of 100 reports about ${wrong} are wrong.`,
	loose: (map50: string, map50To95: string, share: string) => `mAP50 ${map50} is above mAP50-95 ${map50To95}, as always; here mAP50-95 is only ${share} of it: the boxes are loose.`,
	fair: (map50: string, map50To95: string, share: string) => `mAP50-95 ${map50To95} is ${share} of mAP50 ${map50}: the boxes fit well.`,
	masksBehind: (box: string, mask: string) => `The masks (mAP50-95 ${mask}) are worse than the boxes (${box}): outlines are harder than positions; label outlines more exactly.`,
	masksEqual: (mask: string) => `The masks are as good as the boxes (mAP50-95 ${mask}).`,
	neverDetected: (name: string, precision: string, instances: string) => precision === '1'
		? `${name} is never reported: P 1 and R 0 with ${counted(instances, 'instance')}. Its precision means nothing.`
		: `${name} is never found: R 0 with ${counted(instances, 'instance')}.`,
	neverDetectedMore: (count: string) => `${counted(count, 'more class is', 'more classes are')} never found.`,
	belowConfidence: (name: string, map50: string, instances: string) => `${name} is found, but with less confidence than the one at which P and R are read: mAP50 ${map50}, R 0 with ${counted(instances, 'instance')}.`,
	belowConfidenceMore: (count: string) => `${counted(count, 'more class is', 'more classes are')} found only with little confidence.`,
	noneDetected: 'Not one class is found.',
	weakest: (name: string, map50: string, recall: string) => `${name} is the weakest of the classes that are found: mAP50 ${map50}, recall ${recall}.`,
	fewExamples: (names: string, max: string) => max === '' ? `Too few examples to rely on: ${names}.` : `Too few examples: ${names}; ${max} has the most.`,
	strongest: (name: string, map50: string) => `${name} is learned best (mAP50 ${map50}).`,
	improveFirst: (names: string) => `Improve first: ${names}.`,
	nextImages: (names: string) => `More images of ${names}, in the training and in the validation split.`,
	nextThreshold: (option: string) => `When detecting, a lower confidence threshold (${option}) shows more of what is missed, with more false reports.`,
	nextHigherThreshold: (option: string) => `When detecting, a higher confidence threshold (${option}) removes false reports, and misses more.`,
	nextLabels: 'Look for objects that nobody labelled: each counts as a false report. Add background images without objects.',
	nextBoxes: 'For closer boxes: label edges exactly and always in the same way, train longer, use a larger image size.',
	nextEpochs: 'Train for more epochs, start with pretrained weights, and check that the labels are right.',
	nextNothing: 'Nothing stands out. Try the model on new images that are in neither split.',
	topOne: (top1: string, top5: string) => `The first guess is right for ${top1} of the images, one of the first five for ${top5}.`,
	topOneFar: 'The right class is often among the first five but not first: similar classes are mistaken for each other. More images of those, or a larger image size.',
	and: ' and ',
	comma: ', ',
	instances: (name: string, instances: string) => `${name} (${counted(instances, 'instance')})`,
};
