import process from 'node:process';
import type Dockerode from 'dockerode';
import {startPython} from './bench-container.ts';
import {median, type Section} from './report.ts';
import {timeOfProgram} from './terminal-run.ts';

/** Writes that many megabytes of refreshes of a bar, 1000 an epoch, as fast as the engine takes them. */
const flood = String.raw`
import sys
total = int(sys.argv[1]) * 1000000
bar = "\r%11s      1.03G    0.04366    0.02842    0.00566         29        640: %3d%%|%-10s| %d/1000 [00:12<01:30,  8.32it/s]"
written = epoch = 0
sys.stdout.write("Starting training for 300 epochs...\n")
while written < total:
    text = "\n      Epoch    GPU_mem   box_loss   obj_loss   cls_loss  Instances       Size\n" + "".join(bar % ("%d/99999" % epoch, batch // 10, "#" * (batch // 100), batch) for batch in range(1, 1001)) + "\n                 Class     Images  Instances          P          R      mAP50   mAP50-95\n                   all        470       1120      0.500      0.500      0.500      0.250\n"
    sys.stdout.write(text); written += len(text); epoch += 1
`;

export async function measureHistory(cli: string, docker: Dockerode, megabytes: number): Promise<Section> {
	const container = await startPython(docker, 'history', flood, [String(megabytes)]);
	try {
		await container.container.wait();
		const [plain, stamped, ours]: [number[], number[], number[]] = [[], [], []];
		for (let round = 0; round < 3; round++) {
			plain.push(await timeOfProgram('docker', ['logs', container.name]));
			stamped.push(await timeOfProgram('docker', ['logs', '--timestamps', container.name]));
			ours.push(await timeOfProgram(process.execPath, [cli, 'status', container.name]));
		}

		const [floor, withTimes, own] = [plain, stamped, ours].map(times => median(times) / 1000) as [number, number, number];
		return {
			title: 'History',
			note: `A container that printed ${megabytes} MB of progress bars; medians of 3.`,
			rows: [
				{what: '`docker logs > /dev/null`', value: `${floor.toFixed(2)} s`, ratio: '1×'},
				{what: '`docker logs --timestamps > /dev/null`, which yolotop asks for', value: `${withTimes.toFixed(2)} s`, ratio: `${(withTimes / floor).toFixed(2)}×`},
				{
					what: '`yolotop status`: all of it read and understood', value: `${own.toFixed(2)} s`, ratio: `${(own / floor).toFixed(2)}×`, target: '≤ 1×', isMet: own <= floor,
				},
			],
		};
	} finally {
		await container.remove();
	}
}
