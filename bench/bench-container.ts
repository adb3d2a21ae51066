
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import Dockerode from 'dockerode';

/** The image of the tests: python3, bash, busybox. */
const image = 'yolotop-test';

export type BenchContainer = {
	readonly name: string;
	readonly container: Dockerode.Container;
	/** A folder of this machine that the container has as /shared. */
	readonly shared: string;
	remove(): Promise<void>;
};

/** The engine of DOCKER_HOST or the usual socket; undefined where none answers or it has not the image of the tests. */
export async function findEngine(): Promise<Dockerode | undefined> {
	const docker = new Dockerode();
	try {
		await docker.getImage(image).inspect();
		return docker;
	} catch {
		return undefined;
	}
}

/** The socket of that engine, as far as it has one here. */
export function engineSocket(): string {
	const host = process.env.DOCKER_HOST ?? '';
	return host.startsWith('unix://') ? host.slice('unix://'.length) : '/var/run/docker.sock';
}

/** A container on a terminal in which a Python program runs as train.py, as a training does, or under another name. */
export async function startPython(docker: Dockerode, name: string, program: string, words: readonly string[] = [], file = 'train.py'): Promise<BenchContainer> {
	const shared = await mkdtemp(path.join(tmpdir(), 'yolotop-bench-'));
	await writeFile(path.join(shared, file), program);
	const container = await docker.createContainer({
		Image: image,
		name: `yolotop-bench-${name}-${process.pid}`,
		Cmd: ['python3', '-u', `/shared/${file}`, ...words],
		Tty: true,
		StopTimeout: 0,
		HostConfig: {NetworkMode: 'none', Binds: [`${shared}:/shared`]},
	});
	await container.start();
	return {
		name: `yolotop-bench-${name}-${process.pid}`,
		container,
		shared,
		async remove() {
			await container.remove({force: true});
			await rm(shared, {recursive: true, force: true});
		},
	};
}

/**
A training as YOLOv5 prints it: epochs of 1000 batches, `hz` batches a second. It notes in /shared/times when it wrote each
batch. Source of the form: YOLOv5 v7.0 train.py and tqdm.
*/
export const trainingProgram = String.raw`
import sys, time
hz, start = float(sys.argv[1]), int(sys.argv[2])
def out(text):
    sys.stdout.write(text); sys.stdout.flush()
out("\x1b[34m\x1b[1mtrain: \x1b[0mweights=yolov5s.pt, cfg=, data=data/site.yaml, epochs=300, batch_size=16, imgsz=640\n")
out("YOLOv5 v7.0-0-g915bbf294 Python-3.10.12 torch-2.1.0 CUDA:0 (Tesla T4, 15102MiB)\n\nStarting training for 300 epochs...\n")
times = open("/shared/times", "w")
validation = "                   all        470       1120      %.3f      %.3f      %.3f      %.3f\n"
bar = "\r%11s%11s%11s%11s%11s%11s%11s: %3d%%|%-10s| %d/1000 [00:%02d<01:30,  8.32it/s]"
for epoch in range(300):
    out("\n      Epoch    GPU_mem   box_loss   obj_loss   cls_loss  Instances       Size\n")
    for batch in range(1, 1001):
        out(bar % ("%d/299" % epoch, "1.03G", "%.5f" % (0.09 / (1 + epoch)), "%.5f" % (0.03 + batch / 1e5), "0.01103", batch % 60, "640", batch // 10, "#" * (batch // 100), batch, batch % 60))
        if epoch >= start:
            times.write("%d %d %.6f\n" % (epoch, batch, time.time())); times.flush()
            time.sleep(1 / hz)
    out("\n                 Class     Images  Instances          P          R      mAP50   mAP50-95: 100%|##########| 15/15 [00:02<00:00,  5.10it/s]\n")
    out(validation % (0.5, 0.5, epoch / 300, epoch / 600))
`;
