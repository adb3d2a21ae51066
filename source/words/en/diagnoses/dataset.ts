import {counted} from '../../counted.ts';

/** The words of the diagnoses about the data set. */
export const datasetDiagnoses = {
	'dataset-missing': {
		whatYaml: (path: string) => `The data YAML was not found${path === '' ? '' : `: ${path}`}.`,
		whatImages: (path: string) => `Images of the data set were not found${path === '' ? '' : `: ${path}`}.`,
		why: () => 'Paths count inside the container, relative ones from its working directory or from `path:` in the data YAML. A forgotten or differently mounted volume (-v) is the usual reason.',
		whyHere: () => 'Relative paths count from the directory in which the training was started, or from `path:` in the data YAML.',
		actionHere: () => 'Look with `ls PATH` in that directory; correct `path:`, `train:` and `val:` in the data YAML, or the option for it.',
		action: () => 'Look with `docker exec CONTAINER ls PATH`; mount the data (-v HOST:CONTAINER) or correct `path:`, `train:` and `val:` in the data YAML.',
	},
	'dataset-yaml-invalid': {
		whatKey: (key: string) => `The data YAML has no "${key}:".`,
		whatSyntax: () => 'A YAML file cannot be read.',
		why: () => '`train:`, `val:` and `names:` are required; indent with spaces, and put a space after each colon.',
		action: () => 'Add it to the data YAML: train: images/train, val: images/val, names: {0: first, 1: second}.',
	},
	'no-labels': {
		what: (split: string) => `No labels were found${split === '' ? '' : ` in the ${split} split`}.`,
		why: () => 'For .../images/train/a.jpg the label is looked for in .../labels/train/a.txt; another folder name, another file name or another format (XML, JSON) is not found.',
		whyValidation: () => 'Without labels in the validation split precision, recall and mAP cannot be computed and stay 0.',
		action: () => 'Put one .txt per image into the folder `labels` next to `images`, each line `class x y width height`, normalised to 0..1; delete the old .cache files.',
	},
	'corrupt-labels': {
		what: (count: string) => `${counted(count, 'image was', 'images were')} left out because the image or its label file is corrupt.`,
		whatSome: () => 'Some labels were corrected or left out.',
		whatRestored: () => 'Some JPEG files of the data set were incomplete: the framework wrote them again.',
		whyRestored: () => 'Their end was missing, for example after a broken download. The files in the data set were changed; what was missing of a picture is grey.',
		actionRestored: () => 'Look at the files that the warnings name. If many are cut, copy the data set again.',
		why: () => 'Coordinates outside 0..1, a wrong number of columns, a class number beyond the data YAML, or a truncated image: the whole image is ignored.',
		action: () => 'Correct or remove the files that the warnings name; delete the .cache file, or the old scan stays in force.',
	},
	'class-out-of-range': {
		what: (label: string, count: string) => label === '' ? 'Labels have class numbers that the data YAML does not have.' : `A label has class ${label}, but the data YAML has only ${counted(count, 'class', 'classes')}.`,
		why: (highest: string) => `Class numbers start at 0${highest === '' ? '' : `, so the highest allowed is ${highest}`}. Usually `
			+ 'a class is missing in `names:` (or `nc:` is too small), or the labels belong to another list of classes.',
		action: () => 'Complete `names:` (and `nc:`) in the data YAML, or renumber the labels; delete the .cache files.',
	},
	'class-count-mismatch': {
		what: (message: string) => `The numbers of classes do not agree: ${message}`,
		why: () => '`nc:` must be the number of `names:`; and weights can only be validated on data with the classes they were trained on.',
		action: () => 'Correct `nc:` or `names:` in the data YAML, or use the weights that belong to this data set.',
	},
};

/** What each of these rules recognises, and by what: one sentence for the documentation, which alone loads them. */
export const datasetMeanings = {
	'dataset-missing': 'Images or the data YAML are not where the command or the YAML says: the framework\'s own message, or a missing file of that kind.',
	'dataset-yaml-invalid': 'The data YAML lacks a required key or is no valid YAML.',
	'no-labels': 'No image of a split has a label: the framework\'s message, or a label scan that found backgrounds only.',
	'corrupt-labels': 'The label scan counts corrupt images or labels, or warns of single files.',
	'class-out-of-range': 'A label has a class number that the data YAML does not have.',
	'class-count-mismatch': 'The number of names, `nc:` and the classes of the weights do not agree.',
};
