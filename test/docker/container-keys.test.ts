import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll} from 'vitest';
import {bundle} from '../cli/run-bundle.ts';
import {openTerminal} from '../screen/fixtures/terminal.ts';
import {pressEveryKey} from '../screen/keys/press-every-key.ts';
import {describeWithEngine, openEngineBed} from './engine-fixture.ts';
import type {TestContainer} from './test-container.ts';
import {createTrainingContainer, trainCommand} from './training-container.ts';

const bed = await openEngineBed();

afterAll(async () => {
	await bed?.close();
});

describeWithEngine('a training in a container', bed, ({host}) => {
	let container: TestContainer;
	let home = '';

	beforeAll(async () => {
		home = await mkdtemp(path.join(tmpdir(), 'home-'));
		// With a shared memory that cannot be enough, a diagnosis proposes other settings.
		container = await createTrainingContainer(bed!, {
			command: [...trainCommand, '--epochs', '40'], hasTerminal: true, hostConfig: {ShmSize: 2 ** 20}, pace: {isGated: true, batches: 6, saveSeconds: 0.1},
		});
		// The middle of the third epoch.
		await container.openGate(15);
	});
	afterAll(async () => {
		await container.remove();
		await rm(home, {recursive: true, force: true});
	});

	pressEveryKey('container', async () => {
		const terminal = openTerminal(bundle, {
			columns: 120, rows: 36, environment: ['LANG=C.UTF-8', 'NO_COLOR=1', `DOCKER_HOST=${host}`, `HOME=${home}`], shell: `exec PROGRAM ${container.name}`,
		});
		await terminal.until('the run', () => [/Epoch [23]\/40/, /─ Vital signs ─[\s\S]*! memory/].every(part => part.test(terminal.text())), 15_000);
		return terminal;
	});
});
