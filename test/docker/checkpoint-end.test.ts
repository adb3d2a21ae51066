import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import {
	afterAll,
	afterEach,
	expect,
	test,
	vi,
} from 'vitest';
import {inspectRun} from '../../source/actions/resume/inspect-run.ts';
import {containerPlace} from '../../source/actions/resume/place.ts';
import {UserError} from '../../source/domain/user-error.ts';
import {torchBytes} from '../training/checkpoint/checkpoint-bytes.ts';
import {describeWithEngine, openEngineBed} from './engine-fixture.ts';
import {createTestContainer, type TestContainer} from './test-container.ts';

// Ten calls to the engine, each of which takes seconds on a busy machine.
vi.setConfig({testTimeout: 180_000});

const whole = torchBytes(6, [['FloatStorage', 2_000_000, 8_000_000]]);

/** Where the run is: on a mount that this machine sees too, or in the container's own layer. */
const places = {mount: '/shared/exp', layer: '/exp'} as const;

describeWithEngine('the end of a checkpoint in a container', await openEngineBed(), bed => {
	let container: TestContainer | undefined;

	afterEach(async () => {
		await container?.remove();
		container = undefined;
	});

	afterAll(async () => bed.close());

	test.each([
		['running', 'mount', false],
		['running', 'layer', false],
		['stopped', 'mount', false],
		['stopped', 'layer', true],
	] as const)('%s, on its %s, proves it: one that lacks its last bytes is not resumed', async (state, place, isReadWhole) => {
		container = await createTestContainer(bed, {command: ['sleep', '1000']});
		const {id, directory} = container;
		await bed.engine.exec(id, ['mkdir', '-p', `${places[place]}/weights`]);
		const checkpoint = `${places[place]}/weights/last.pt`;
		const judged: unknown[] = [];
		for (const missing of [0, 3, 50_000]) {
			await container.container.start().catch(() => undefined);
			await writeFile(path.join(directory, 'bytes'), whole.subarray(0, whole.length - missing));
			await bed.engine.exec(id, ['cp', '/shared/bytes', checkpoint]);
			if (state === 'stopped') {
				await container.container.stop({t: 0});
			}

			let isRead = false;
			const outcome = await inspectRun(containerPlace(bed.engine, id), places[place], {
				onWholeRead() {
					isRead = true;
				},
			}).catch((error: unknown) => error);
			judged.push([missing, outcome instanceof UserError ? outcome.code : (outcome as Awaited<ReturnType<typeof inspectRun>>).inspection, isRead]);
		}

		expect(judged).toEqual([
			[0, expect.objectContaining({kind: 'whole', completedEpochs: 7}), isReadWhole],
			...[3, 50_000].map(missing => [missing, 'checkpoint-truncated', isReadWhole]),
		]);
	});
});
