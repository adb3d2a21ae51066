import {readFileSync} from 'node:fs';
import process from 'node:process';
import {describe, expect, test} from 'vitest';
import {listProcesses, listProcessTree} from '../../source/training/local-processes.ts';

/** The first thread of the kernel, below which all others are; a container sees none of them, and may have another process there. */
function kernelThread(): number | undefined {
	try {
		return readFileSync('/proc/2/comm', 'utf8') === 'kthreadd\n' ? 2 : undefined;
	} catch {
		return undefined;
	}
}

describe.skipIf(process.platform !== 'linux')('the processes of this machine', () => {
	test('this one is among them, with its words and its directory', async () => {
		const processes = await listProcesses();
		const own = processes.find(({pid}) => pid === process.pid);
		expect(own?.directory).toBe(process.cwd());
		expect(own?.command.join(' ')).toContain('node');
		const tree = await listProcessTree(process.pid);
		expect(tree?.map(({pid}) => pid)).toContain(process.pid);
	});

	test('the threads of the kernel are not', async ({skip}) => {
		const parent = kernelThread();
		skip(parent === undefined, 'no thread of the kernel can be seen here');
		const processes = await listProcesses();
		expect(processes.filter(({pid, parentPid}) => pid === parent || parentPid === parent)).toEqual([]);
	});
});
