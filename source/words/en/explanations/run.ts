import type {Explanation} from '../../explanation.ts';

/** Numbers about how far and how fast a training is, and its settings. */
export const runExplanations = {
	epoch: {
		name: 'Epoch', what: 'One pass over all training images, after which the model is validated and last.pt is written. YOLOv5 prints it from 0 (43/99 is the 44th of 100); yolotop counts from 1.', formula: 'batches of an epoch = images / batch size, rounded up', good: '100 to 300 for a few thousand images; the curve decides, not the number.',
	},
	batchIndex: {
		name: 'Batch', what: 'Completed batches of this epoch, and their total. One batch holds batch-size images.', formula: 'batches = images / batch size, rounded up', good: 'Steady progress; a batch that never ends means that the data loader is stuck.',
	},
	secondsPerEpoch: {
		name: 'Time of an epoch', what: 'How long one pass over the training images takes, with its validation and the saving of last.pt. The typical value of the last epochs is shown.', formula: 'end of the epoch - end of the one before', good: 'Even; when it grows from epoch to epoch, look for heat, a full memory or another program.',
	},
	eta: {
		name: 'ETA', what: 'When the last epoch will be done, from the last epochs and the one in progress. Patience may end the training earlier.', formula: 'epochs left × seconds of an epoch', good: '',
	},
	speed: {
		name: 'it/s', what: 'Batches trained per second. Multiply by the batch size for images per second.', formula: 'batches / seconds of the bar', good: 'The GPU is busy above 80 %; below it, the data loader is the limit.',
	},
	imagesPerSecond: {
		name: 'images/s', what: 'Training images that pass through the model per second. Compare settings by this figure, because it does not depend on the batch size.', formula: 'it/s × batch size', good: 'As high as it gets: raise batch-size and workers as long as it grows.',
	},
	patience: {
		name: 'patience', what: 'Epochs without a better result after which the framework stops on its own. The best epoch stays in best.pt.', formula: 'stops when epoch - best epoch >= patience', good: '100 (default); 20 to 50 to save time.',
	},
	checkpoint: {
		name: 'last.pt, best.pt', what: 'The model after the last whole epoch and after the best one. Only last.pt of a run that was not finished can be resumed: at the end the optimizer is removed from both.', formula: '', good: 'Stop between epochs: what was learned since last.pt is lost.',
	},
	size: {
		name: 'Size', what: 'Side of the square to which images are scaled, in pixels. Small objects need a large size.', formula: 'memory and time grow with size²', good: '640; 1280 for small objects where memory allows, 416 or 320 where it does not.',
	},
	batchSize: {
		name: 'batch-size', what: 'Images trained at once. More make the GPU busier and the gradient steadier, and cost GPU memory in proportion.', formula: 'memory = fixed part + images × part of an image', good: 'The largest power of two that leaves 15 % of the GPU memory free.',
	},
	workers: {
		name: 'workers', what: 'Processes that read and augment images for the GPU. Each needs RAM and space in /dev/shm.', formula: 'at most cores / GPUs', good: '2 to 8: as many as keep the GPU busy, not more than the cores.',
	},
	learningRate: {
		name: 'lr', what: 'How large the steps are with which the weights change. It rises during the warm-up and falls to lr0 times lrf at the end; one value for each group of parameters.', formula: 'lr0 × schedule(epoch)', good: 'lr0 0.01 with SGD, 0.001 with Adam; nan losses mean that it is too high.',
	},
	gradientNorm: {
		name: 'grad norm', what: 'How large the gradients are, over all weights, in the steps of an epoch: their mean and the largest. Recorded by the probe before the framework clips them.', formula: 'root of the sum of the squares of all gradients', good: 'Even or slowly falling; a jump warns of a nan loss, a fall to nearly 0 of a model that no longer learns.',
	},
	instances: {
		name: 'Instances', what: 'Labelled objects: of the current batch while it trains, of the whole validation set in the result table. Not images.', formula: 'number of label lines', good: '1500 or more for each class; below 50 the figures of a class are mostly chance.',
	},
	images: {
		name: 'Images', what: 'Images of the validation set. In a class row YOLOv5 prints all of them, Ultralytics those that contain the class.', formula: '', good: '1500 or more for each class in training, and some without any object.',
	},
} as const satisfies Readonly<Record<string, Explanation>>;
