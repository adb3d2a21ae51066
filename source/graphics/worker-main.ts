// What runs in the thread of the decoders: one task after another, each answered once.
import {parentPort} from 'node:worker_threads';
import {createPictureMaker, type PictureTask} from './picture-maker.ts';

const make = createPictureMaker();
parentPort?.on('message', (task: PictureTask) => {
	parentPort?.postMessage(make(task));
});
