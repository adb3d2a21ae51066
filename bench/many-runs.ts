import {
	mkdtemp,
	mkdir,
	rm,
	writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {formatMs, median, type Section} from './report.ts';
import {timeOfProgram} from './terminal-run.ts';

const count = 200;
const rounds = 5;

const header = 'epoch,train/box_loss,train/obj_loss,train/cls_loss,metrics/precision,metrics/recall,metrics/mAP_0.5,metrics/mAP_0.5:0.95,val/box_loss,val/obj_loss,val/cls_loss,x/lr0,x/lr1,x/lr2\n';
const results = header + Array.from({length: 100}, (_, epoch) => `${epoch},0.1,0.02,0.03,0.5,0.4,0.6,0.${100 + epoch},0.1,0.02,0.03,0.01,0.01,0.01\n`).join('');
const settings = 'weights: yolov5s.pt\nepochs: 100\nbatch_size: 16\nimgsz: 640\ndata: data/site.yaml\n';

/** The list of a directory with many runs of 100 epochs. */
export async function measureManyRuns(cli: string): Promise<Section> {
	const folder = await mkdtemp(path.join(tmpdir(), 'yolotop-bench-'));
	try {
		for (let index = 1; index <= count; index++) {
			const run = path.join(folder, 'runs/train', `exp${index}`);
			await mkdir(path.join(run, 'weights'), {recursive: true});
			await writeFile(path.join(run, 'opt.yaml'), settings);
			await writeFile(path.join(run, 'results.csv'), results);
			await writeFile(path.join(run, 'weights/last.pt'), 'x');
		}

		const times: number[] = [];
		for (let round = 0; round < rounds; round++) {
			times.push(await timeOfProgram(process.execPath, [cli, 'ls', '--runs', folder]));
		}

		const ms = median(times);
		return {
			title: 'Many runs',
			note: `${count} runs of 100 epochs in a directory; median of ${rounds}.`,
			rows: [{
				what: '`yolotop ls --runs`', value: formatMs(ms), target: '≤ 1 s', isMet: ms <= 1000,
			}],
		};
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
}
