import {expect, test} from 'vitest';
import {parseCommand, parseProcessStat, parseResidentBytes} from '../../source/sample/process-files.ts';

const stat = (name: string) => `4242 (${name}) S 4200 4242 4200 0 -1 4194560 1000 0 0 0 731 42 0 0 20 0 8 0 88123 1234567 5000 18446744073709551615`;

test.each(['python3', 'a b', 'x) S 1 (y', ''])('the stat of a process that is called "%s"', name => {
	expect(parseProcessStat(stat(name))).toEqual({
		pid: 4242, parentPid: 4200, name, ticks: 773, startedAt: 88_123,
	});
});

test.each(['', '4242', '4242 (python3) S', 'nonsense'])('"%s" is no stat of a process', text => {
	expect(parseProcessStat(text)).toBeUndefined();
});

test('the memory of a process; a thread of the kernel has none', () => {
	expect(parseResidentBytes('Name:\tpython3\nVmRSS:\t    2048 kB\n')).toBe(2 * 2 ** 20);
	expect(parseResidentBytes('Name:\tkworker\n')).toBeUndefined();
});

test('a command line is its words, of at most 200 characters', () => {
	expect(parseCommand('python\0train.py\0--data\0a b.yaml\0\0')).toBe('python train.py --data a b.yaml');
	expect(parseCommand(`${'x'.repeat(500)}\0`)).toHaveLength(200);
});
