import {rm} from 'node:fs/promises';
import {afterAll, beforeAll} from 'vitest';
import {bundle} from '../../cli/run-bundle.ts';
import {openTerminal} from '../fixtures/terminal.ts';
import {pressEveryKey} from './press-every-key.ts';
import {makeLogDirectory} from './write-runs.ts';

let directory = '';

beforeAll(async () => {
	directory = await makeLogDirectory();
});
afterAll(async () => {
	await rm(directory, {
		recursive: true, force: true, maxRetries: 20, retryDelay: 100,
	});
});

pressEveryKey('file', async () => {
	const terminal = openTerminal(bundle, {
		columns: 120, rows: 36, shell: `cd ${directory} && exec PROGRAM train.log`, environment: ['LANG=C.UTF-8', 'TZ=UTC', 'NO_COLOR=1', `HOME=${directory}`, 'DOCKER_HOST=unix:///nonexistent/docker.sock'],
	});
	await terminal.untilText(/finished[\s\S]*Finished: /);
	return terminal;
});
