import {Buffer} from 'node:buffer';
import {globSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {parseConfigFile} from '../../../source/cli/options/config-file.ts';
import {UserError} from '../../../source/domain/user-error.ts';
import {createRunFileEvents, judgeFiles} from '../../../source/feed/run-file-events.ts';
import {parseResultsCsv} from '../../../source/parse/results-csv.ts';
import {parseSettingsFile} from '../../../source/parse/settings-file.ts';
import {glanceSettings} from '../../../source/parse/settings-glance.ts';
import {readProbeRecords} from '../../../source/probe/read-records.ts';
import {createStore} from '../../../source/run/store.ts';
import type {RunFiles} from '../../../source/training/run-directory.ts';
import {sampleNow} from '../../screen/fixtures/sample-run.ts';
import {checkScreens, checkState} from '../check-state.ts';
import {allow, require, requirePossible} from '../properties.ts';
import type {Random} from '../random.ts';
import type {Target} from '../target.ts';

const bytesOf = (text: string): Uint8Array => Buffer.from(text);
const recorded = (ending: string) => globSync(`**/*${ending}`, {cwd: fileURLToPath(new URL('../../recordings/', import.meta.url))}).toSorted()
	.map(name => readFileSync(new URL(`../../recordings/${name}`, import.meta.url))).filter(({length}) => length < 20_000);

const tableWords = ['epoch,', 'time,', 'train/box_loss,', 'metrics/mAP50(B),', 'metrics/mAP50-95(M),', 'lr/pg0,', '      0/99     1.9G   0.1', ',,,,', '\nepoch'].map(text => bytesOf(text));
const yamlWords = ['&a ', '*a', '<<: *a', '!!python/object:x {}', '!!binary ', '? ', '- ', '|\n', '>-\n', '{a: ', '[', String.raw`"\u0000"`, '\n---\n', '%YAML 1.2\n', 'epochs: ', 'resume: ', '__proto__: ', 'name: ', '\t'].map(text => bytesOf(text));

const aliases = bytesOf(`a: &a [x,x,x,x,x,x,x,x,x]\n${Array.from({length: 8}, (_, index) => `${String.fromCodePoint(98 + index)}: &${String.fromCodePoint(98 + index)} [${Array.from({length: 9}, () => `*${String.fromCodePoint(97 + index)}`).join(',')}]\n`).join('')}`);

/** What a run directory with this file in it shows of its run. */
function checkRun(files: RunFiles, input: string, random: Random): void {
	const reader = createRunFileEvents('/runs/train/exp');
	const phase = judgeFiles(files, reader.facts(files), sampleNow);
	const store = createStore();
	store.dispatch([{type: 'target-described', target: {kind: 'directory', name: 'exp', path: '/runs/train/exp'}}, ...reader.diffWithPhase(files, phase)]);
	checkState(store.getState(), input);
	if (random.below(20) === 0) {
		checkScreens(store.getState(), [], input);
	}
}

const times = {modifiedAt: sampleNow - 60_000};

function readTable(input: Uint8Array, random: Random): void {
	const text = Buffer.from(input).toString();
	const {records} = parseResultsCsv(text);
	requirePossible(records, ['records']);
	require(records.length <= text.split('\n').length, () => 'there are more epochs than lines');
	require(records.every((record, index) => index === 0 || record.epoch > records[index - 1]!.epoch), () => 'the epochs are in no order');
	checkRun({results: {text, ...times}, settings: {text: 'epochs: 3\n', framework: 'yolov5', ...times}, checkpoints: []}, text, random);
}

function readSettings(input: Uint8Array, random: Random): void {
	const text = Buffer.from(input).toString();
	const settings = parseSettingsFile(text);
	for (const [key, value] of [...Object.entries(settings), ...Object.entries(glanceSettings(text))]) {
		require(typeof value === 'string' && value.length <= text.length + 100, () => `${key} is ${typeof value} of ${value.length} characters`);
	}

	checkRun({results: {text: 'epoch,train/box_loss\n0,0.5\n1,0.4\n', ...times}, settings: {text, framework: random.pick(['yolov5', 'ultralytics']), ...times}, checkpoints: []}, text, random);
}

function readProbe(input: Uint8Array, random: Random): void {
	const text = Buffer.from(input).toString();
	const probe = readProbeRecords(text);
	requirePossible(probe, ['probe']);
	checkRun({
		results: {text: 'epoch,train/box_loss\n0,0.5\n1,0.4\n', ...times}, settings: {text: 'epochs: 3\n', framework: 'yolov5', ...times}, probe: {text, ...times}, checkpoints: [],
	}, text, random);
}

const probeLine = (record: Readonly<Record<string, unknown>>) => `${JSON.stringify({session: '7-1', ...record})}\n`;
const probeSample = [
	{
		type: 'probe-started', schema: 1, framework: 'yolov5', pid: 7,
	},
	{type: 'names', names: ['Vest', 'helmet']},
	...[1, 2, 3].map(epoch => ({
		type: 'epoch', epoch, learningRates: [0.1, 0.01], gradientNorm: {
			mean: 2, max: 3, notFinite: 1, steps: 4,
		}, classes: [[0, 12, 0.5, 0.25, 0.4, 0.3], [1, 5, 0.75, 0.5, 0.8, null]], matrix: [[0, 0, 9], [2, 0, 3], [0, 1, 5]],
	})),
	{type: 'stop-noted', request: 'r'},
	{type: 'stop-refused', request: 'r', reason: 'no-checkpoint'},
	{type: 'stopping', request: 'r', epoch: 3},
	{type: 'probe-failed', error: 'x'},
].map(record => probeLine(record)).join('');

const configSample = 'lang: zh\ntheme: dark\nhost: unix:///var/run/docker.sock\nkeys:\n  stop: S\nprofiles:\n  night:\n    image: ultralytics/yolov5\n    command: [python, train.py, --epochs, "3"]\n    gpus: all\n    volumes: ["/data:/data"]\n    env: {A: b}\n';

export const runFileTargets: readonly Target[] = [
	{
		name: 'results',
		stock: () => ({samples: [...recorded('results.csv'), bytesOf('     0/9     1.91G   0.09   0.03   0.02   0.15    12    640   0.1  0.2  0.3  0.1  0.1 0.1 0.1\n'), bytesOf('epoch,time,train/box_loss,train/cls_loss,metrics/precision(B),metrics/mAP50-95(B),metrics/mAP50(M),val/box_loss,lr/pg0\n1,12.5,0.9,0.8,0.5,0.2,0.3,0.7,0.01\n2,25,0.9,0.8,0.5,0.2,0.3,0.7,0.01\n')], words: tableWords, isStream: false}),
		read: readTable,
	},
	{
		name: 'settings',
		stock: () => ({samples: [...recorded('.yaml'), aliases], words: yamlWords, isStream: false}),
		read: readSettings,
	},
	{
		name: 'probe-records',
		stock: () => ({samples: [bytesOf(probeSample)], words: ['"epoch":', '"type":"epoch"', 'null', '[[', '{"session":"7-1",', '__proto__'].map(text => bytesOf(text)), isStream: false}),
		read: readProbe,
	},
	{
		name: 'config',
		stock: () => ({samples: [bytesOf(configSample), aliases], words: yamlWords, isStream: false}),
		read(input) {
			allow(error => error instanceof UserError, () => parseConfigFile(Buffer.from(input).toString(), 'config.yaml'));
		},
	},
];
