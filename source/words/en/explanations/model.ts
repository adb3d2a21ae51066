import type {Explanation} from '../../explanation.ts';
import {metricExplanations} from '../metrics.ts';

/** Numbers about how well the model does. */
export const modelExplanations = {
	box: {
		name: 'box_loss', what: 'How far the predicted boxes are from the labelled ones, averaged over the epoch so far. It falls fast in the first epochs and then slowly.', formula: 'YOLOv5, Ultralytics: 1 - CIoU, times its weight', good: 'Falling. Its height differs between versions: compare within a run only.',
	},
	obj: {
		name: 'obj_loss', what: 'How wrong the model is about whether there is an object at a position (YOLOv5 only). It depends on the number of objects in the images.', formula: 'binary cross-entropy against the IoU of the box', good: 'Falling; on the validation images it must not rise for long.',
	},
	cls: {
		name: 'cls_loss', what: 'How wrong the model is about the class of the objects it found. With one class YOLOv5 shows 0, because there is nothing to choose.', formula: 'binary cross-entropy over the classes', good: 'Falling towards 0.',
	},
	dfl: {
		name: 'dfl_loss', what: 'How uncertain the edges of the boxes are (distribution focal loss, Ultralytics only). Each edge is predicted as a distribution over distances.', formula: 'cross-entropy of the two bins next to the true edge', good: 'Falling; about 0.8 to 1.2 is usual at the end.',
	},
	seg: {
		name: 'seg_loss', what: 'How far the predicted masks are from the labelled outlines, inside the boxes. Only for segmentation.', formula: 'binary cross-entropy of the mask pixels / area of the box', good: 'Falling together with box_loss.',
	},
	pose: {
		name: 'pose_loss, kobj_loss', what: 'How far the key points are from the labelled ones, and whether each one is visible. Only for pose.', formula: 'pose: 1 - exp(-distance² / (2 scale²)); kobj: binary cross-entropy', good: 'Falling.',
	},
	trainAndVal: {
		name: 'train/… and val/…', what: 'The same loss on the images the model learns from and on those it never saw. The second one counts.', formula: 'mean over all batches of the epoch', good: 'Both fall. When val/ rises while train/ still falls, the model starts to memorise.',
	},
	...metricExplanations,
	fitness: {
		name: 'fitness', what: 'The one number by which the framework picks best.pt. The best epoch of a run is the one with the highest fitness; the figure next to it is its mAP50-95.', formula: '0.1 × mAP50 + 0.9 × mAP50-95 (YOLOv5)', good: 'Still rising: let it continue.',
	},
	change: {
		name: 'vs before, vs best', what: 'How much mAP50-95 has changed against the table it is compared with. A change of a class with few examples is mostly chance.', formula: 'mAP50-95 now - mAP50-95 then', good: 'Rising; below 0.005 it is noise.',
	},
	confidence: {
		name: 'conf', what: 'How sure the model must be to report an object when detecting. Lower finds more and invents more.', formula: 'class probability × objectness (YOLOv5)', good: '0.25 (default); 0.1 when too much is missed, 0.5 when too much is invented.',
	},
} as const satisfies Readonly<Record<string, Explanation>>;
