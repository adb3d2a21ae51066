import {expect, test} from 'vitest';
import {UserError} from '../../source/domain/user-error.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {findWriters} from '../../source/training/find-writer.ts';
import {createStubEngine, type StubContainer} from '../discover/stub-engine.ts';

const mounts: StubContainer['mounts'] = [{
	kind: 'bind', source: '/d', destination: '/data', isReadOnly: false,
}];
const containers: readonly StubContainer[] = [
	{
		name: 'trains', status: 'running', processes: ['python train.py --project /data/runs/train --name exp'], mounts, files: {'/data/runs/train/exp/opt.yaml': {text: 'epochs: 3\n', modifiedAt: Date.now()}},
	},
	{
		name: 'other', status: 'running', processes: ['python train.py --project /data/elsewhere --name own'], mounts,
	},
];

/** An engine whose second container answers its first looks, then gives an error. */
function engineThatLoses(answers: number, error: Error): Engine {
	const {engine} = createStubEngine(containers);
	let asked = 0;
	return new Proxy(engine, {
		get: (target, name) => name === 'exec'
			? async (...[container, ...rest]: Parameters<Engine['exec']>) => {
				if (container === 'other') {
					asked++;
					if (asked > answers) {
						throw error;
					}
				}

				return target.exec(container, ...rest);
			}
			: Reflect.get(target, name) as unknown,
	});
}

const ended = new UserError('container-not-running', {name: 'other'});
const silent = new UserError('engine-timeout', {endpoint: 'tcp://stub:2375', operation: 'exec'});

test.each([
	['ends before it is looked into', 0, ended, []],
	['ends while it is looked into', 1, ended, []],
	['is gone while it is looked into', 1, new UserError('container-not-found', {name: 'other'}), []],
	['does not answer', 0, silent, ['other']],
	['answers once', 1, silent, ['other']],
])('another container on the mount that %s makes no search fail', async (_, answers, error, unknown) => {
	const found = await findWriters(engineThatLoses(answers, error), {place: 'host:/d/runs/train/exp'});
	// When the processes of the stub began is not known, so what they write is not either.
	expect(found).toMatchObject({writers: [], unknown: ['trains', ...unknown]});
});
