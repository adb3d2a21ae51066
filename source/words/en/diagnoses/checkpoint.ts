import {counted} from '../../counted.ts';

/** The words of the diagnoses about weights, checkpoints and resuming. */
export const checkpointDiagnoses = {
	'weights-missing': {
		what: (path: string) => `The weights were not found: ${path}.`,
		whatResume: (path: string) => path === '' ? 'There is no checkpoint to resume here.' : `The checkpoint to resume was not found: ${path}.`,
		why: () => 'The path counts inside the container, from its working directory. An unknown model name cannot be downloaded, and without a network nothing can.',
		whyResume: () => '--resume without a path takes the newest last.pt below the current directory; a run in another directory or another container is not found.',
		whyHere: () => 'A relative path counts from the directory in which the training was started. An unknown model name cannot be downloaded, and without a network nothing can.',
		actionHere: () => 'Look with `ls runs/train/*/weights` in that directory, and correct the path.',
		action: () => 'Look with `docker exec CONTAINER ls runs/train/*/weights`, mount the file (-v HOST:CONTAINER) or correct the path.',
	},
	'weights-corrupt': {
		what: () => 'The weights file is damaged or incomplete.',
		why: () => 'Checkpoints are written in place: a training that was killed while it saved leaves half a file; so does a broken download.',
		action: () => 'Use the other checkpoint of the run (best.pt instead of last.pt), or delete the file so that it is downloaded again.',
	},
	'weights-only-load': {
		what: () => 'This PyTorch refuses to load the checkpoint because it holds more than weights.',
		why: () => 'Since PyTorch 2.6 torch.load() reads weights only unless told otherwise; YOLO checkpoints hold the model object.',
		action: () => 'For a file that you trust: add weights_only=False to the torch.load() call in the script, update the framework, or use PyTorch below 2.6.',
	},
	'resume-finished-run': {
		what: (path: string, epochs: string) => epochs === '' ? `The run of ${path} is finished: there is nothing to resume.` : `The run of ${path} is finished after ${counted(epochs, 'epoch')}: there is nothing to resume.`,
		why: () => 'At the end of a training the optimizer is removed from last.pt and best.pt, so they cannot be resumed. --resume without a path takes the newest last.pt, whichever run that is.',
		action: (command: string) => `To train further, start a new run from these weights: ${command}. To resume another run, name its last.pt: --resume PATH.`,
	},
	'resume-ignores-arguments': {
		what: (options: string) => `--resume ignores these options: ${options}.`,
		whatWeights: (weights: string, resumed: string) => resumed === '' ? `--resume ignores --weights ${weights}.` : `--resume ignores --weights ${weights} and goes on with ${resumed}.`,
		why: () => 'YOLOv5 takes everything from opt.yaml in the run directory; the first line of the output shows what was typed, not what is used. Without a path it resumes the newest last.pt.',
		action: () => 'Edit opt.yaml of the run before --resume (batch_size, workers and epochs take effect), name the checkpoint (--resume PATH), or start a new run with --weights .../last.pt.',
	},
};

/** What each of these rules recognises, and by what: one sentence for the documentation, which alone loads them. */
export const checkpointMeanings = {
	'weights-missing': 'The weights or the checkpoint to resume do not exist: a missing .pt file, a failed download, or --resume where no run is.',
	'weights-corrupt': 'A .pt file is not a whole checkpoint: PyTorch cannot find the end of the archive or the pickle data ends early.',
	'weights-only-load': 'PyTorch 2.6 or later refuses to load an older framework\'s checkpoint (weights_only).',
	'resume-finished-run': 'A resume of a finished run.',
	'resume-ignores-arguments': 'Options next to --resume that YOLOv5 ignores: everything comes from the run\'s opt.yaml.',
};
