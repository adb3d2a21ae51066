import {afterEach, expect, test} from 'vitest';
import {bundle} from '../cli/run-bundle.ts';
import {recordedRun} from './fixtures/recorded-run.ts';
import {machineWithLoader} from './fixtures/sample-machine.ts';
import {drawSampleScreen} from './fixtures/sample-screen.ts';
import {openTerminal, type TestTerminal} from './fixtures/terminal.ts';
import {keyBytes} from './keys/key-bytes.ts';
import {plain} from './sizes.ts';

let open: TestTerminal | undefined;
afterEach(() => {
	open?.pty.kill();
	open = undefined;
});

/** What people do most often, where it begins, the keys that they press, and what tells them the answer. */
const tasks: ReadonlyArray<readonly [task: string, scene: string, keys: readonly string[], shows: RegExp]> = [
	['is it healthy', 'plateau', [], /─ Vital signs ─[\s\S]*learning[\s\S]*fitting[\s\S]*GPU/],
	['how far, when done', 'plateau', [], /Epoch 17\d\/300 .* \d+ %.* left {2}ends \d\d:\d\d/],
	['does it get better, which is the best epoch', 'plateau', [], /◆ best 0\.\d+ at \d+ · [+±−]0\.\d+ in 10 epochs/],
	['is the GPU busy', 'plateau', [], /busy ━.* \d+ %/],
	['which class is the weakest', 'finished', [], /─ Classes worst last ─[\s\S]*Vest[\s\S]*noHelmet/],
	['stop without loss', 'plateau', ['s', 'enter'], /Stopped: last\.pt is whole|Stopping after epoch|after epoch 17\d/],
	['resume as it was', 'bus-error', ['r', 'enter'], /The training continues in demo-resume|● training {2}demo-resume/],
	['resume with batch 8', 'out-of-memory', ['e', '8', 'enter', 'enter'], /demo-resume[\s\S]* · batch 8|The training continues in demo-resume/],
	['the value of mAP at epoch 40', 'plateau', ['2', '4', '0'], / epoch 40 [\s\S]*mAP50-95 +0\.\d{3}/],
	['the error in the output', 'bus-error', ['['], /\[4 Logs\][\s\S]*> Traceback \(most recent call last\)/],
	['what does mAP50-95 mean', 'plateau', ['I'], /mAP50-95[\s\S]*IoU/],
];

/** The keys that each may take at most; one that is looked at takes none. */
const most = [0, 0, 0, 0, 0, 2, 2, 4, 3, 1, 1];

const waited = {
	s: /Stop the training/, r: /Resume this run/, e: /Continue with other settings/, enter: undefined,
} as const;

test.each(tasks.map((task, index) => ({
	task: task[0], scene: task[1], keys: task[2], shows: task[3], least: most[index]!,
})))('$task: $keys', async ({scene, keys, shows, least}) => {
	expect(keys.length).toBeLessThanOrEqual(least);
	open = openTerminal(bundle, {
		columns: 120, rows: 36, shell: `exec PROGRAM demo --scene ${scene}`, environment: ['LANG=C.UTF-8', 'NO_COLOR=1'],
	});
	await open.untilText({
		plateau: /Batch \d+\/55/, finished: /Finished: 100\/100/, 'bus-error': /resume from the last checkpoint/, 'out-of-memory': /resume from the last checkpoint/,
	}[scene]!);
	for (const [index, key] of keys.entries()) {
		open.write(keyBytes(key));
		// A person waits for the question that a key asks.
		const question = key === 'enter' && index === keys.length - 2 ? /y +> resume/ : waited[key as keyof typeof waited];
		if (question !== undefined && index < keys.length - 1) {
			await open.untilText(question);
		}
	}

	await open.until(String(shows), () => shows.test(open!.text()), 25_000);
}, 60_000);

test('is it better than my last run: no key, its curve is in the picture', () => {
	const {state, lines} = recordedRun('long-mid-tty-320ep', 0.7);
	const before = {...recordedRun('long-mid-tty-320ep').state, runDirectory: 'runs/train/exp11', settings: state.settings};
	const shown = drawSampleScreen({
		state: {...state, earlierRuns: [before]}, lines, resources: machineWithLoader, columns: 120, rows: 36,
	}).map(line => plain(line)).join('\n');
	expect(shown).toMatch(/ Quality ─[\s\S]* exp11[ │]/);
});
