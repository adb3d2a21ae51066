import {describe, expect, test} from 'vitest';
import {initialResources, type Resources} from '../../../source/run/resources.ts';
import {drawResources} from '../../../source/screen/screens/resources/draw-resources.ts';
import {
	afterSamples as after,
	fullResources as full,
	gibibyte,
	sampled,
	sampledAt as now,
	sampleGpu as gpu,
} from '../fixtures/sample-machine.ts';
import {
	asciiLook,
	plain,
	plainLook,
	widths,
	widthsOf,
} from '../sizes.ts';

const draw = (resources: Resources, columns = 100, others: Partial<Parameters<typeof drawResources>[0]> = {}) => drawResources({
	resources, isContainer: true, language: 'en', look: plainLook, now, utcOffsetMinutes: 0, ...others,
}, columns);
const text = (lines: readonly string[]) => lines.map(line => plain(line).trimEnd()).join('\n');

describe('drawResources', () => {
	test.each(widths)('every line is exactly %i columns wide, in both languages and in ASCII', columns => {
		for (const resources of [initialResources, full]) {
			expect(widthsOf(draw(resources, columns))).toEqual([columns]);
			expect(widthsOf(draw(resources, columns, {language: 'zh'}))).toEqual([columns]);
			const ascii = draw(resources, columns, {look: asciiLook});
			expect(text(ascii)).toMatch(/^[\n\u{20}-\u{7E}°]*$/u);
		}
	});

	test('the figures, what holds the GPU back, its processes and a chart', () => {
		const shown = text(draw(full));
		for (const part of [/GPU 0 NVIDIA GeForce RTX 3080 {2}Driver 550\.54/, /Busy +━.* 97 %/, /Memory .* 2\.20 GiB of 10\.0 GiB/, /Temperature 71 °C · Power 214\/320 W · Clock 1830\/2100 MHz/, /Held back by the power limit/, /2\.00 GiB {2}python {2}4711 {2}in the container/, /100%┤/, /CPU .* 215 % \/ 800 %/, /4\.00 GiB of 8\.00 GiB/, /Processes 34 · Disk 2\.00 MiB\/s read/, /\/dev\/shm .* 60\.0 MiB of 64\.0 MiB/, /WSL virtual machine {2}8 cores/, /7\.00 GiB of 16\.0 GiB/, /\.wslconfig/]) {
			expect(shown).toMatch(part);
		}

		expect(text(draw(full, 100, {isContainer: false}))).not.toContain('/dev/shm');
	});

	test('what the container was started with, over as many lines as it needs', () => {
		const shown = text(draw(full, 60, {command: 'python train.py --data mydata.yaml --epochs 100 --batch-size 4 --workers 2'}));
		expect(shown).toMatch(/Container\nCommand +python train\.py --data[^\n]*\n[^\n]*--workers 2\n/);
	});

	test('what the driver does not tell is a dash and never 0', () => {
		const shown = text(draw(after(sampled({
			kind: 'gpu', gpus: [{
				index: 0, name: 'NVIDIA GeForce MX450', memoryTotalBytes: 2 * gibibyte, unknownReasons: {utilisationPercent: '[N/A]', powerWatts: 'ERR!'},
			}],
		}))));
		expect(shown).toMatch(/Busy +─+ +-\n/);
		expect(shown).toMatch(/Memory +─+ +- of 2\.00 GiB\n/);
		expect(shown).toContain('Temperature - · Power - · Clock -');
		expect(shown).not.toMatch(/Busy.* 0 %/);
	});

	test('MIG: the parts are named, and that the driver hides how busy it is', () => {
		const shown = text(draw(after(sampled({
			kind: 'gpu', gpus: [{
				index: 0, name: 'A100', isMigEnabled: true, migDevices: [{profile: '1g.10gb'}, {profile: '2g.20gb'}],
			}],
		}))));
		expect(shown).toContain('MIG parts 1g.10gb, 2g.20gb\nWith MIG on,');
	});

	test('without GPU tools: what is missing and how to get it; a reading stays when its sampler fails later', () => {
		const shown = text(draw(after({type: 'sampler-failed', sampler: 'gpu', failure: {code: 'tool-missing'}})));
		expect(shown).toMatch(/There is no nvidia-smi\.\n {2}Linux: install NVIDIA's driver\./);
		const hung = text(draw(after(sampled({kind: 'gpu', gpus: [gpu]}), {type: 'sampler-failed', sampler: 'gpu', failure: {code: 'no-answer'}})));
		expect(hung).toMatch(/97 %.*GPU figures: No answer in time\./s);
	});
});
