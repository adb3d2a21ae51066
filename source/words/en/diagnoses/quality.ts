import {counted} from '../../counted.ts';

/** The words of the diagnoses about the quality of the trained model. */
export const qualityDiagnoses = {
	'class-never-detected': {
		what: (names: string) => `Never detected: ${names}.`,
		whatAll: () => 'The model detects nothing of what is labelled.',
		why: () => 'Recall is 0: of the labelled objects not one was found. A precision of 1 then means nothing, since nothing was reported.',
		whyAll: (epochs: string) => `All classes have recall 0${epochs === '' ? '' : ` after ${counted(epochs, 'epoch')}`}. After a few epochs that is normal for a model from scratch; later it points to wrong labels or to the learning rate.`,
		action: () => 'Add images with these classes and check that their labels have the right class number; then train longer.',
		actionAll: () => 'Train for more epochs, start with pretrained weights, and look at train_batch0.jpg in the run directory: are the boxes where they belong?',
	},
	'class-below-confidence': {
		what: (names: string) => `Found, but only with little confidence: ${names}.`,
		why: () => 'The framework reads P and R at one confidence, the best one for all classes together. There it reports nothing of these classes, so R is 0 and a P of 1 means nothing. mAP50 counts every confidence, and it is not 0: they are found.',
		action: (option: string) => `When detecting, a low confidence threshold (${option}) shows them, with more false reports. More images of these classes make the model more certain.`,
	},
	'low-recall': {
		what: (precision: string, recall: string) => `The model misses much: recall ${recall} at precision ${precision}.`,
		why: () => 'What it reports is mostly right, but it overlooks objects: too few examples of them, too small in the picture, or unlike those in training.',
		action: (option: string) => `More images of what is missed; a larger image size for small objects; when detecting a lower confidence threshold (${option}).`,
	},
	'low-precision': {
		what: (precision: string, recall: string) => `The model invents much: precision ${precision} at recall ${recall}.`,
		why: () => 'It finds the objects but reports others too: missing labels count as false reports, and similar backgrounds were not shown in training.',
		action: (option: string) => `Look for objects that nobody labelled; add background images without objects (up to 10 %); when detecting a higher confidence threshold (${option}).`,
	},
	'class-without-labels': {
		what: (classes: string) => `No object of these classes is in the validation split: ${classes}.`,
		whatMissing: (missing: string, count: string) => `${missing} of ${count} classes ${missing === '1' ? 'has' : 'have'} no object in the validation split and ${missing === '1' ? 'is' : 'are'} not in the table.`,
		why: () => 'Their figures say nothing, and the mean over all classes leaves them out or counts them as 0.',
		action: () => 'Add labelled images of these classes to the validation split, or take the classes out of `names:`.',
	},
	'few-examples': {
		what: (names: string) => `Few objects in the validation split: ${names}.`,
		why: () => 'With so few objects the figures of the class change by chance from epoch to epoch, and the training split is usually as thin.',
		action: () => 'Collect more images of them, in both splits; about 1500 images and 10000 objects of a class are a good amount, a few hundred a beginning.',
	},
	'loose-boxes': {
		what: (map50: string, map50To95: string) => `The boxes are loose: mAP50-95 ${map50To95} against mAP50 ${map50}.`,
		why: () => 'mAP50 counts a box that overlaps by half, mAP50-95 asks for more and more overlap: the objects are found, their edges are not.',
		action: () => 'Label edges exactly and always in the same way; train longer and with a larger image size.',
	},
};

/** What each of these rules recognises, and by what: one sentence for the documentation, which alone loads them. */
export const qualityMeanings = {
	'class-without-labels': 'A class of the final table has no labelled object in the validation split.',
	'class-never-detected': 'A class has labels in the validation split and recall 0 in the final table, and mAP50 says that it is not found with little confidence either.',
	'class-below-confidence': 'A class has recall 0 in the final table but an mAP50 of 0.05 or more: it is found with less confidence than the one at which the framework reads P and R.',
	'low-recall': 'Recall is clearly below precision in the final table.',
	'low-precision': 'Precision is clearly below recall in the final table.',
	'few-examples': 'A class has few labelled objects in the validation split, absolutely or against the most frequent class.',
	'loose-boxes': 'mAP50-95 is less than 55 % of mAP50 in the final table: objects are found but the boxes do not fit closely.',
};
