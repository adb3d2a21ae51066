import {describe, expect, it} from 'vitest';
import {demoTraining} from '../../source/demo/training.ts';

const play = (plan: Partial<Parameters<typeof demoTraining>[0]> = {}) => [...demoTraining({
	epochs: 4, speed: 1, seed: 1, ...plan,
})];
const text = (pieces: ReturnType<typeof play>) => pieces.map(piece => piece.text).join('');
const totalMs = (pieces: ReturnType<typeof play>) => pieces.reduce((sum, {afterMs}) => sum + afterMs, 0);

describe('demoTraining', () => {
	it('gives the same output for the same plan', () => {
		expect(text(play())).toBe(text(play()));
		expect(text(play({seed: 2}))).not.toBe(text(play()));
	});

	it('ends after the epochs that were asked for', () => {
		const output = text(play({epochs: 4}));
		expect(output.match(/ {5}all /g)).toHaveLength(5);
		expect(output).toContain('4 epochs completed in ');
		expect(output.endsWith('Results saved to \u{1B}[1mruns/train/exp\u{1B}[0m\r\n')).toBe(true);
	});

	it('prints bars, rows and headers in the columns of YOLOv5 v7.0', () => {
		const lines = text(play()).split('\r\n').map(line => line.split('\r').at(-1)!);
		const index = lines.findIndex(line => line.includes('box_loss'));
		expect(lines[index]).toBe('      Epoch    GPU_mem   box_loss   obj_loss   cls_loss  Instances       Size');
		expect(lines[index + 1]).toMatch(/^ {8}0\/3 {6}0\.98G +0\.\d+ +0\.\d+ +0\.\d+ +\d+ {8}640: 100%\|█{10}\| 55\/55 00:\d\d$/);
		expect(lines[index + 2]).toMatch(/^ {17}Class {5}Images {2}Instances {10}P {10}R {6}mAP50 {3}mAP50-95: 100%\|█{10}\| 3\/3 00:00$/);
		expect(lines[index + 3]).toMatch(/^ {19}all {9}47 {8}267( +[\d\-.e]+){4}$/);
		expect(lines).toContain('                  Vest         47        113      0.844      0.867      0.902      0.487');
		expect(lines).toContain('              noHelmet         47         21          1          0      0.172     0.0899');
	});

	it('takes about five seconds an epoch, and less at a higher speed', () => {
		const perEpochMs = totalMs(play({epochs: 21})) / 21;
		expect(perEpochMs).toBeGreaterThan(4000);
		expect(perEpochMs).toBeLessThan(7000);
		expect(totalMs(play({epochs: 21, speed: 10})) / 21).toBeCloseTo(perEpochMs / 10, -2);
	});

	it('learns: losses fall and mAP50 grows', () => {
		const rows = Array.from(text(play({epochs: 60})).matchAll(/ {19}all +47 +267 +\S+ +\S+ +(\S+) /g), match => Number(match[1]));
		expect(rows).toHaveLength(61);
		expect(rows[0]).toBeLessThan(0.2);
		expect(Math.min(...rows.slice(-10))).toBeGreaterThan(0.5);
	});
});
