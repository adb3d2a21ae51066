import {expect, test} from 'vitest';
import {readLogLine} from '../../../source/screen/panels/read-log-line.ts';
import {createLogIndex} from '../../../source/screen/screens/logs/log-index.ts';

const line = (text: string, isTransient = false) => ({text, isTransient, channel: 'tty' as const});

test.each([
	['      0/2         0G     0.1116    0.04143    0.05119         47        160: 100%|██████████| 30/30 [00:32<00:00,  1.10s/it]', '      0/2         0G     0.1116    0.04143    0.05119         47        160: 100% 30/30 [00:32<00:00,  1.10s/it]', 'text'],
	['                 Class     Images  Instances          P          R      mAP50   mAP50-95: 100%|██████████| 3/3 00:03', '                 Class     Images  Instances          P          R      mAP50   mAP50-95: 100% 3/3 00:03', 'dim'],
	['      Epoch    GPU_mem   box_loss   obj_loss   cls_loss  Instances       Size', undefined, 'dim'],
	['train: Scanning labels... 100% ━━━━━━━━━━━━ 30/30 1.1Kit/s 0.0s', 'train: Scanning labels... 100% 30/30 1.1Kit/s 0.0s', 'dim'],
	['Epoch 3: 42% ━━━━╸─────── 12/30 1.1it/s 12.3s<18.0s', 'Epoch 3: 42% 12/30 1.1it/s 12.3s<18.0s', 'dim'],
	['RuntimeError: CUDA out of memory. Tried to allocate 20.00 MiB', undefined, 'bad'],
	['Traceback (most recent call last):', undefined, 'bad'],
	['torch.cuda.OutOfMemoryError: CUDA out of memory.', undefined, 'bad'],
	['Killed', undefined, 'bad'],
	['WARNING ⚠️ no labels found', undefined, 'warning'],
	['<string>:1: FutureWarning: deprecated', undefined, 'warning'],
	['Logging results to runs/train/exp12', undefined, 'text'],
	['a | table | row', undefined, 'text'],
])('%s', (text, expected, token) => {
	expect(readLogLine(line(text))).toEqual({text: expected ?? text, token});
});

test('an index for a small pane counts repetition, leaves out empty and open lines, and keeps the numbers of the output', () => {
	const index = createLogIndex({hasBlanks: false});
	index.update({lines: [line('a'), line(''), line('b'), line('b'), line('b'), line('open', true)], dropped: 100});
	expect([index.at(0), index.at(1), index.at(2)].map(entry => entry && [entry.number, entry.text, entry.count])).toEqual([[100, 'a', 1], [102, 'b', 3], undefined]);
});
