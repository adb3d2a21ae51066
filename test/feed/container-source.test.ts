import {expect, test} from 'vitest';
import type {ContainerDetails, ProcessRow} from '../../source/engine/container.ts';
import type {Engine} from '../../source/engine/engine.ts';
import type {ContainerReading} from '../../source/feed/container-reading.ts';
import {chooseSource, type ContainerSource} from '../../source/feed/container-source.ts';
import {createContainerTrainings} from '../../source/feed/container-trainings.ts';

const {signal} = new AbortController();

/** A container whose first process is 100 on the host and into which somebody has gone by `docker exec`. */
async function choose(rows: readonly ProcessRow[] | Error): Promise<{readonly source: ContainerSource; readonly programs: number}> {
	let programs = 0;
	const engine: Pick<Engine, 'topProcesses' | 'exec'> = {
		async topProcesses() {
			if (rows instanceof Error) {
				throw rows;
			}

			return rows;
		},
		async exec() {
			programs++;
			throw new Error('no shell');
		},
	};
	const details: Pick<ContainerDetails, 'id' | 'pid' | 'command' | 'workingDirectory' | 'execIds' | 'logDriver' | 'state'> = {
		id: 'c1', pid: 100, command: ['bash'], workingDirectory: '/', execIds: ['e1'], logDriver: 'json-file', state: {status: 'running'},
	};
	const source = await chooseSource({
		details, trainings: createContainerTrainings(engine as Engine, details), watch: {isUp: () => true},
	} as unknown as ContainerReading, undefined, signal);
	return {source, programs};
}

test.each([
	['nothing trains', [{pid: 100, command: 'bash'}, {pid: 120, command: 'nvidia-smi -l'}]],
	['the first process trains', [{pid: 100, command: 'python train.py --weights  --epochs 3'}, {pid: 120, command: 'python train.py --weights  --epochs 3'}]],
	['the first process launches a training', [{pid: 100, command: 'python -m torch.distributed.run --nproc_per_node 2 train.py --data a.yaml'}]],
	['the first process is yolo', [{pid: 100, command: '/usr/bin/python3 /usr/local/bin/yolo detect train data=a.yaml'}]],
])('runs nothing in the container when its process list tells that %s', async (_, rows) => {
	expect(await choose(rows)).toEqual({source: {kind: 'log'}, programs: 0});
});

test.each([
	['a training that somebody has started in it', [{pid: 100, command: 'bash'}, {pid: 120, command: 'python train.py'}]],
	['a shell that may send its training elsewhere', [{pid: 100, command: 'bash -c python train.py > log.txt'}, {pid: 120, parentPid: 100, command: 'python train.py'}]],
	['no process at all', []],
	['an error', new Error('ps: not found')],
])('looks inside the container when its process list tells of %s', async (_, rows) => {
	const {programs} = await choose(rows);
	expect(programs).toBe(1);
});
