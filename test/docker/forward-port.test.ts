import {afterAll, expect, test} from 'vitest';
import {forwardPort} from '../../source/actions/tensorboard/forward-port.ts';
import {describeWithEngine, openEngineBed, until} from './engine-fixture.ts';
import {createTestContainer} from './test-container.ts';

describeWithEngine('a port that was never published', await openEngineBed(), bed => {
	afterAll(async () => {
		await bed.close();
	});

	test('is reached through the engine', async () => {
		const container = await createTestContainer(bed, {
			command: ['sh', '-c', 'mkdir /www && cd /www && echo hello >a.txt && head -c 3000000 /dev/zero >big && exec python3 -m http.server 6006 --bind 127.0.0.1'],
		});
		const forward = await forwardPort(bed.engine, container.id, 6006);
		try {
			const get = async (path: string) => fetch(`http://127.0.0.1:${forward.port}/${path}`, {headers: {connection: 'close'}});
			const small = await until('the server', async () => get('a.txt').catch(() => undefined));
			expect(await small.text()).toBe('hello\n');
			const big = await get('big');
			const bytes = await big.arrayBuffer();
			expect(bytes.byteLength).toBe(3_000_000);
			const several = await Promise.all(Array.from({length: 5}, async () => {
				const response = await get('a.txt');
				return response.text();
			}));
			expect(several).toEqual(Array.from({length: 5}, () => 'hello\n'));
			// No relay stays behind.
			await until('the end of the relays', async () => {
				const processes = await bed.engine.topProcesses(container.id);
				return processes.every(({command}) => !command.includes('create_connection'));
			});
		} finally {
			forward.close();
			await container.remove();
		}
	});
});
