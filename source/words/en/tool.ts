import {counted} from '../counted.ts';

/** The words for programs around a training. */
export const tool = {
	tools: {
		val: 'Validation', detect: 'Detection', export: 'Export', benchmark: 'Benchmark',
	},
	labels: {
		objects: 'Objects', speed: 'Speed', saved: 'Saved', at: 'At', models: 'Models',
	},
	image: (index: string, count: string) => count === '' ? `image ${index}` : `image ${index} of ${count}`,
	frame: (index: string, count: string, frame: string, frames: string) => `video ${index} of ${count}, frame ${frame} of ${frames}`,
	stream: (index: string, count: string) => `stream ${index} of ${count}`,
	images: (count: string, empty: string) => `${counted(count, 'image')}, ${empty} without objects`,
	framesFound: (count: string, empty: string) => `${counted(count, 'frame')}, ${empty} without objects`,
	imagesAndFrames: (images: string, frames: string, empty: string) => `${counted(images, 'image')} and ${counted(frames, 'frame')}, ${empty} without objects`,
	noObjects: 'nothing found',
	exported: (done: string, failed: string) => `${counted(done, 'format')} exported${failed === '0' ? '' : `, ${failed} failed`}`,
	exportFailed: (format: string, reason: string) => `${format} failed: ${reason}`,
	speed: (pre: string, inference: string, post: string, isOfFrames: boolean) => `${pre} ms before, ${inference} ms inference, ${post} ms after each ${isOfFrames ? 'frame' : 'image'}`,
	labelsSaved: (count: string, path: string) => `${counted(count, 'label file')} in ${path}`,
	started: (name: string) => `${name} starts`,
	starting: (name: string) => `${name} is starting: loading libraries and the model ...\n`,
	change: 'change',
	tensorboard: (directory: string) => `TensorBoard shows ${directory}. `,
	tensorboardCtrlC: 'Ctrl-C ends it.',
	tensorboardKept: 'It keeps running; the same command without --keep finds it again, and then Ctrl-C ends it.',
	tensorboardKeptForward: 'Ctrl-C closes this address; TensorBoard keeps running.',
	tensorboardEnded: (reason: string) => reason === '' ? 'TensorBoard has ended.' : `TensorBoard has ended: ${reason}`,
	keptIn: (name: string, path: string) => `The results are only in the container ${name}. Copy them: yolotop cp ${name}:${path}, then remove it: docker rm ${name}`,
	here: (path: string) => `On this machine: ${path}`,
	calledOff: (name: string) => `${name} was cancelled.`,
	otherDevice: 'Another device: --device 0',
	besideTraining: (device: string) => `The training continues. This loads PyTorch and the model a second time (usually 1 to 3 GB of memory, counted by the container's limit) and runs on: ${device}.`,
};
