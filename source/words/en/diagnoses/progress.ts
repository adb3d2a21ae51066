import {keyNameOf} from '../../../keys/key-names.ts';
import {counted} from '../../counted.ts';

/** The words of the diagnoses about how the training goes. */
export const progressDiagnoses = {
	'loss-nan': {
		what: (losses: string, epoch: string) => `The training has diverged: ${losses} in epoch ${epoch}.`,
		why: () => 'A loss of nan or inf never recovers: all weights become nan and every metric 0. A learning rate that is too high is the usual reason, then broken labels, then half precision on GTX 16xx boards.',
		action: () => 'Stop it: more epochs cannot help. Start again with a lower lr0 (a tenth), from good weights; on a GTX 16xx without half precision (Ultralytics: amp=False).',
	},
	'validation-loss-nan': {
		what: (epochs: string) => `The validation loss is nan or inf (epoch ${epochs}), while the training loss is a number.`,
		whatOver: (epochs: string) => `The validation loss was nan or inf in epoch ${epochs}; it is a number again.`,
		why: () => 'The model itself has not diverged. On a GPU the validation runs in half precision, where a large loss overflows; or an image of the validation split has a broken label, such as a box without a size.',
		action: () => 'Judge the run by its mAP or top1, not by this loss. If it stays this way, check the labels of the validation split, and look whether the training losses still fall.',
	},
	'nan-recovered': {
		what: (epochs: string) => epochs === '' ? 'The training had losses of nan or inf, and has recovered.' : `The training had losses of nan or inf in epoch ${epochs}, and has recovered.`,
		why: () => 'The framework went back to last.pt, or skipped the steps that overflowed (mixed precision). Such epochs are mostly lost.',
		action: () => 'No action is needed now. If it happens again, resume with a lower lr0 or without half precision (amp=False).',
	},
	'learning-rate-zero': {
		what: (epoch: string) => `The learning rate is 0 in epoch ${epoch}: the model no longer learns.`,
		why: () => 'The schedule ended before the epochs did: lrf=0, a resume with more epochs than the schedule was made for, or a custom schedule.',
		action: () => 'Stop it. Start again from best.pt with the number of epochs you want and lrf above 0 (0.01 is the default).',
	},
	'learning-rate-cold': {
		what: (highest: string, wanted: string) => `The learning rate never rose: it was at most ${highest}, and lr0 is ${wanted}.`,
		why: () => 'A warm-up that is counted in batches can be longer than the whole training when an epoch has few of them; a custom schedule may never reach lr0 either.',
		action: () => 'Train more epochs, or start again with a smaller warmup_epochs.',
	},
	'gradients-exploding': {
		what: (epoch: string) => `The gradients explode in epoch ${epoch}: the loss will soon be nan.`,
		why: () => 'Steps that large undo what was learned. A learning rate that is too high is the usual reason, then broken labels, then half precision.',
		action: () => 'Stop it and continue from best.pt with a lower lr0 (a tenth); if it happens again, without half precision (Ultralytics: amp=False).',
	},
	'gradients-vanishing': {
		what: (epoch: string) => `The gradients have nearly vanished in epoch ${epoch}: the model hardly changes.`,
		why: () => 'The layers are frozen, the learning rate or the loss weights are 0, or the training has converged on data that it has memorised.',
		action: () => 'Check freeze, the loss weights (box, cls, dfl or obj) and the labels. If mAP is as good as it gets, stop it: best.pt is kept.',
	},
	'class-falling': {
		what: (names: string) => `Some classes get worse while the mean gets better: ${names}.`,
		why: () => 'Frequent classes win at the cost of rare or similar ones; best.pt is chosen by the mean alone.',
		action: () => 'Add images of these classes, or give them a higher weight. If one of them matters most, compare the epochs and keep the checkpoint of its best one (save_period).',
		evidence: (name: string, best: string, epoch: string, now: string) => `${name}: mAP50-95 ${best} (epoch ${epoch}) → ${now}`,
	},
	'classes-confused': {
		what: (actual: string, predicted: string, share: string) => `${actual} is mistaken for ${predicted} in ${share} of all cases.`,
		why: () => 'The two look alike to the model, or the labels confuse them.',
		action: () => 'Look at the images of both for wrong labels first. Then add images that show the difference, or a larger image size; if the difference does not matter, merge them into one class.',
	},
	'time-limit-near': {
		what: (epoch: string, epochs: string) => `The job reaches its time limit in epoch ${epoch} of ${epochs}.`,
		why: () => 'At the current pace the training takes longer than the job may run: the scheduler then ends it at once, in the middle of an epoch or of a checkpoint.',
		action: (name: string) => `Queue a job that resumes when this one has ended: yolotop resume ${name}\nStop after the last complete epoch: yolotop stop ${name} --before-limit`,
		lastWhole: (epoch: string) => `last complete epoch before it: ${epoch}`,
	},
	'training-stalled': {
		what: (silence: string) => `No progress for ${silence}.`,
		silence: (minutes: string) => `${minutes} min`,
		why: () => 'A worker of the data loader may hang, the disk or network share with the images may not answer, or the machine swaps.',
		action: () => `See where each process is: yolotop stacks, or the key ${keyNameOf('show-stacks')}. CPU and GPU both idle means that it hangs: then stop it and resume from last.pt with fewer workers.`,
	},
	'data-loader-bound': {
		what: (gpu: string) => `The GPU waits for data: it is busy only ${gpu} of the time.`,
		whyWorkers: (workers: string) => `The ${counted(workers, 'worker that loads and augments images is', 'workers that load and augment images are')} slower than the GPU.`,
		whyCpu: () => 'The CPU is fully busy with loading and augmenting images.',
		why: () => 'Loading and augmenting images takes longer than computing with them.',
		actionWorkers: (option: string) => `Try ${option} (more shared memory may be needed), or keep the images in memory with --cache ram when it is large enough.`,
		actionCpu: () => 'Keep the images in memory (--cache ram) or make them smaller beforehand; more workers cannot help a CPU that is full.',
	},
	plateau: {
		what: (metric: string, epochs: string, best: string) => `${metric} has not improved for ${counted(epochs, 'epoch')}; the best is ${best}.`,
		whatHardly: (metric: string, epochs: string, gain: string, best: string) => `${metric} has hardly improved in the last ${counted(epochs, 'epoch')} (by ${gain}); the best is ${best}.`,
		why: () => 'The model has learned what this data, image size and model size can give, or the learning rate is too low or too high.',
		action: () => 'More of the same epochs will hardly help. More or better labelled images help most, then a larger image size, then a larger model. best.pt keeps the best epoch.',
	},
	overfitting: {
		what: (epoch: string, rise: string) => `The model memorises the training images: since epoch ${epoch} the validation loss has risen by ${rise} while the training loss falls.`,
		why: () => 'It learns details of single images that do not occur in others; too few images or too little augmentation for the size of the model.',
		action: () => 'Use best.pt, not last.pt. Against it: more images, more augmentation (mosaic, mixup, scale), a smaller model, fewer epochs.',
	},
	'early-stop-near': {
		what: (left: string, stopEpoch: string) => `The training stops on its own in ${counted(left, 'epoch')} (after epoch ${stopEpoch}) unless it improves.`,
		why: (patience: string, bestEpoch: string) => `Patience is ${counted(patience, 'epoch')}, counted from epoch ${bestEpoch}.`,
		action: () => 'No action is needed: best.pt is kept. To train longer, resume with a larger patience (in opt.yaml for YOLOv5); 0 switches it off.',
	},
	'deprecated-autocast': {
		what: (count: string) => `A deprecated call is reported again and again (${counted(count, 'time')}): torch.cuda.amp.`,
		why: () => 'PyTorch renamed it; the old call still works and the result is the same. The warning only hides other messages.',
		action: (command: string) => `One line in the script silences it:\n${command}`,
	},
};

/** What each of these rules recognises, and by what: one sentence for the documentation, which alone loads them. */
export const progressMeanings = {
	'loss-nan': 'A training loss is nan or inf in the current or the last completed epoch.',
	'validation-loss-nan': 'A validation loss of results.csv is nan or inf, in the last epoch or in an earlier one.',
	'nan-recovered': 'Earlier epochs had training losses of nan or inf, or the framework went back to last.pt because of them; the latest epoch has numbers again.',
	'learning-rate-zero': 'All learning rates of the last epoch are 0 after the warm-up and before the end.',
	'learning-rate-cold': 'The learning rate stays below a tenth of lr0 in all epochs, even after the warm-up.',
	'gradients-exploding': 'The mean norm of the gradients is more than 20 times what it was, or half of the norms are nan or inf (recorded by the probe).',
	'gradients-vanishing': 'The mean norm of the gradients is below a thousandth of what it was (recorded by the probe).',
	'class-falling': 'The mAP50-95 of a class has fallen by a fifth while that of all classes has risen (three epochs each, by the tables of the epochs).',
	'classes-confused': 'A fifth of the objects of a class, and at least five, are mistaken for another class (confusion matrix of the probe).',
	'time-limit-near': 'A job of a scheduler reaches its time limit before its last epoch, at the current pace.',
	'training-stalled': 'A training that should print has printed nothing for far longer than a batch or an epoch takes.',
	'data-loader-bound': 'The GPU is idle for much of the time while it trains: the data loader delivers too slowly.',
	plateau: 'mAP50-95 (or top1) has not improved for many epochs.',
	overfitting: 'The validation loss has been rising while the training loss falls and mAP does not improve.',
	'early-stop-near': 'The framework\'s patience is nearly used up.',
	'deprecated-autocast': 'PyTorch\'s FutureWarning about torch.cuda.amp.autocast or GradScaler.',
};
