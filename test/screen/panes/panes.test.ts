import {describe, expect, test} from 'vitest';
import {advise} from '../../../source/checks/advice/advise.ts';
import type {Diagnosis} from '../../../source/checks/diagnosis.ts';
import {findingToResult} from '../../../source/checks/machine/finding.ts';
import {runChecks} from '../../../source/checks/machine/run-checks.ts';
import {drawAdvice} from '../../../source/screen/panes/advice.ts';
import {drawDiagnoses} from '../../../source/screen/panes/diagnoses.ts';
import {drawDoctor} from '../../../source/screen/panes/doctor.ts';
import {drawReading} from '../../../source/screen/panes/reading.ts';
import {panes} from '../../../source/screen/overlays/panes.ts';
import {sampleModel} from '../fixtures/sample-screen.ts';
import {withDetails} from '../../checks/machine/facts.ts';
import {
	asciiLook,
	plain,
	plainLook,
	widths,
	widthsOf,
} from '../sizes.ts';

const text = (lines: readonly string[]) => lines.map(line => plain(line).trimEnd()).join('\n');
const error: Diagnosis = {
	rule: 'shm-bus-error', severity: 'error', what: 'The data loader ran out of shared memory.', why: 'Docker gives 64 MiB.', action: `Make it again:\ndocker run --shm-size=2g ${'x'.repeat(60)}`, evidence: ['Bus error', '--workers 2'], remedy: {kind: 'relaunch', shmSizeBytes: 2 ** 31},
};
const others: readonly Diagnosis[] = ['one', 'two', 'three'].map(what => ({
	rule: 'plateau', severity: 'hint', what: `Hint ${what}.`, why: '', action: '', evidence: ['y'],
}));
const remedyKey = ({remedy}: Diagnosis) => remedy === undefined ? undefined : {key: 'R', text: 'start again with --shm-size=2g'};
const results = (language: 'en' | 'zh') => runChecks(withDetails({shmSizeBytes: 64 * (2 ** 20)}, {sharedMemory: undefined})).map(finding => findingToResult(finding, language));
const table = {
	summary: {
		name: 'all', images: 47, instances: 267, metrics: {
			precision: 0.88, recall: 0.532, map50: 0.613, map50To95: 0.308,
		},
	},
	classes: ([['Vest', 113, 0.844, 0.867, 0.902, 0.487], ['helmet', 115, 0.786, 0.809, 0.826, 0.379], ['noHelmet', 21, 1, 0, 0.172, 0.0899], ['noVest', 18, 0.891, 0.453, 0.554, 0.274]] as const)
		.map(([name, instances, precision, recall, map50, map50To95]) => ({
			name, images: 47, instances, metrics: {
				precision, recall, map50, map50To95,
			},
		})),
};

test.each(widths)('every pane has lines of exactly %i columns, in both languages and in ASCII', columns => {
	for (const language of ['en', 'zh'] as const) {
		for (const look of [plainLook, asciiLook]) {
			const drawings = [
				drawDiagnoses({
					diagnoses: [error, ...others], language, look, remedyKey,
				}, columns),
				drawDoctor(results(language), columns, {look, language}),
				drawDoctor(undefined, columns, {look, language}),
				drawAdvice(advise({host: {memoryTotalBytes: 2 ** 34}, gpus: [{memoryTotalBytes: 2 ** 31}]}, language), columns, {look, language}),
				drawReading(table, columns, {look, language}),
				drawReading(undefined, columns, {look, language}),
			];
			expect(drawings.map(lines => widthsOf(lines))).toEqual(drawings.map(() => [columns]));
			expect(drawings.every(lines => plain(lines[0]!).trim() !== '' && plain(lines.at(-1)!).trim() !== '')).toBe(true);
		}
	}
});

describe('diagnoses', () => {
	const drawing = {
		diagnoses: [error, ...others], language: 'en', look: plainLook, remedyKey,
	} as const;

	test('in full: every part, and a command that is broken without a loss', () => {
		const shown = text(drawDiagnoses(drawing, 60));
		for (const part of ['Why', 'Docker gives 64 MiB.', 'What to do', 'Evidence', 'Bus error', 'shm-bus-error', '[R]']) {
			expect(shown).toContain(part);
		}

		expect(shown.replaceAll(/\s+/g, '')).toContain(`dockerrun--shm-size=2g${'x'.repeat(60)}`);
	});
});

test('the doctor names problems first, with their commands', () => {
	const shown = text(drawDoctor(results('en'), 120, {look: plainLook, language: 'en'}));
	expect(shown).toMatch(/^1 problem, 0 warnings\n\n✗ Shared memory {2,}\/dev\/shm has only 64\.0 MiB\./);
	expect(shown).toContain('    docker run');
	expect(shown).toMatch(/\n✓ Docker {2,}Docker 27\.3/);
});

test('what a text proposes can be copied: its commands and nothing else', () => {
	const model = sampleModel({
		state: 'training', columns: 80, rows: 24, checks: results('en'),
	});
	expect(panes.advice?.commands?.(model)).toEqual([expect.stringMatching(/^docker run .*train\.py/)]);
	expect(panes.doctor?.commands?.(model).some(line => line.startsWith('docker run'))).toBe(true);
	expect(panes.diagnoses?.commands?.(sampleModel({state: 'empty', columns: 80, rows: 24}))).toEqual([]);
});

test('the reading of the example says what a good reader says', () => {
	const shown = text(drawReading(table, 100, {
		look: plainLook, language: 'en', epochs: 100, framework: 'yolov5',
	})).replaceAll(/\s+/g, ' ');
	expect(shown).toMatch(/misses more than it invents/);
	expect(shown).toMatch(/noHelmet/);
	expect(shown).toMatch(/Improve first · noHelmet, noVest/);
	expect(shown).toMatch(/--conf-thres 0\.1/);
});

test('advice rests on what the machine has told where no sampler tells, as after the end of a container', () => {
	const model = sampleModel({state: 'empty', columns: 80, rows: 24});
	const commandOf = (machineFacts: typeof model.machineFacts) => panes.advice?.commands?.({...model, machineFacts})?.join('\n');
	expect(commandOf(undefined)).toContain('-v "$PWD":/workspace');
	const told = commandOf({host: {memoryTotalBytes: 32 * (2 ** 30), cpuCount: 8}, gpus: [{memoryTotalBytes: 10 * (2 ** 30)}], rebuild: ({batchSize, gpuCount}) => `docker run --gpus ${gpuCount} --batch-size ${batchSize}`});
	expect(told).toMatch(/^docker run --gpus 1 --batch-size \d+$/);
});
