import {describe, expect, it} from 'vitest';
import {flagDefinitions, type FlagDefinition} from '../../../source/cli/options/flags.ts';
import {resolveOptions} from '../../../source/cli/options/options.ts';
import {UserError} from '../../../source/domain/user-error.ts';
import {languages} from '../../../source/words/words.ts';
import {demoSceneNames} from '../../../source/demo/scenes.ts';

/** `A=1 B=2` as an environment. */
const variables = (text: string) => Object.fromEntries(text.split(' ').map(pair => pair.split('=') as [string, string]));

const failure = (action: () => unknown): UserError => {
	try {
		action();
	} catch (error) {
		if (error instanceof UserError) {
			return error;
		}
	}

	throw new Error('did not fail with a UserError');
};

/** What an empty command line gives for flags that may be given several times. */
const known: Readonly<Record<string, unknown>> = {};

describe('resolveOptions', () => {
	it('gives defaults for an empty command line', () => {
		const options: Readonly<Record<string, unknown>> = resolveOptions({input: [], flags: {}}, {});
		expect(options).toMatchObject({
			verb: 'monitor', isJson: false, isCsv: false, isMarkdown: false, language: 'en', theme: 'auto', isAscii: false, hasColor: true, isPlain: false, isScreenReader: false, isLine: false, hasMouse: true, hasProbe: true, notify: 'desktop',
			isDebug: false, hosts: [{kind: 'engine'}, {kind: 'scheduler', scheduler: 'slurm'}], knownHosts: [], targets: [], isRuns: false, order: 'age', savesText: false, savesConfidence: false, savesCrops: false, words: [], profiles: {}, isDryRun: false, isYes: false, isKept: false,
			isLocal: false, isReadOnly: false, isSlowLink: false, afterEpoch: false, now: false, speed: 1, isHelp: false, isVersion: false, isOrDemo: false,
		});
		for (const definition of flagDefinitions as readonly FlagDefinition[]) {
			const {name, field = name, kind, isOn = false, default: value} = definition;
			expect(options[field], name).toEqual(kind === 'switch' ? isOn : known[field] ?? value);
		}
	});

	it.each([
		[['yolo'], {verb: 'monitor', target: 'yolo'}],
		[['status'], {verb: 'status'}],
		[['status', '-'], {verb: 'status', target: '-'}],
		[['events', 'train.log'], {verb: 'events', target: 'train.log'}],
		[['monitor', 'status'], {verb: 'monitor', target: 'status'}],
		[['demo'], {verb: 'demo'}],
	])('reads %j', (input, expected) => {
		expect(resolveOptions({input, flags: {}}, {})).toMatchObject(expected);
	});

	it('takes a flag before its environment variable, and the last of several', () => {
		const environment = variables('YOLOTOP_LANG=zh YOLOTOP_THEME=light YOLOTOP_ASCII=0 YOLOTOP_PLAIN=1');
		expect(resolveOptions({input: [], flags: {lang: ['zh', 'en']}}, environment)).toMatchObject({
			language: 'en', theme: 'light', isAscii: false, isSlowLink: false, isPlain: true,
		});
		expect(resolveOptions({input: [], flags: {}}, environment).language).toBe('zh');
	});

	it.each([
		[{}, 'NO_COLOR=1', false],
		[{}, 'NO_COLOR=', true],
		[{color: [false]}, 'TERM=xterm', false],
		[{color: [true]}, 'NO_COLOR=1', true],
	])('flags %j in %j: colour %s', (flags, environment, expected) => {
		expect(resolveOptions({input: [], flags}, variables(environment)).hasColor).toBe(expected);
	});

	it.each([
		[{lang: ['fr']}, {}, {option: '--lang', value: 'fr', allowed: languages.join(', ')}],
		[{theme: ['']}, {}, {option: '--theme', value: ''}],
		[{}, variables('YOLOTOP_THEME=pink'), {option: 'YOLOTOP_THEME', value: 'pink'}],
		[{epochs: ['0']}, {}, {option: '--epochs', value: '0'}],
		[{epochs: ['1.5']}, {}, {option: '--epochs', value: '1.5'}],
		[{speed: ['-1']}, {}, {option: '--speed', value: '-1'}],
		[{speed: ['fast']}, {}, {option: '--speed', value: 'fast'}],
		[{speed: ['0']}, {}, {option: '--speed', value: '0'}],
	])('refuses %j in %j', (flags, environment, values) => {
		const error = failure(() => resolveOptions({input: ['demo'], flags}, environment));
		expect(error.code).toBe('option-invalid');
		expect(error.values).toMatchObject(values);
	});

	it.each([
		['platau', {nearest: 'plateau', allowed: demoSceneNames.join(', ')}],
		['buserror', {nearest: 'bus-error'}],
		['oom', undefined],
	])('refuses the scene %s with all that there are, and the near one', (scene, values) => {
		const error = failure(() => resolveOptions({input: ['demo'], flags: {scene: [scene]}}, {}));
		expect(error.code).toBe(values === undefined ? 'option-invalid' : 'choice-invalid');
		expect(error.values).toMatchObject({option: '--scene', value: scene, ...(values ?? {allowed: demoSceneNames.join(', ')})});
	});

	it.each([
		[['stauts', 'yolo'], {}, {what: 'stauts', suggestion: 'yolotop status'}],
		[['status', 'a', 'b'], {}, {what: 'b', suggestion: 'yolotop status a'}],
		[['demo', 'a'], {}, {what: 'a', suggestion: 'yolotop demo'}],
		[[], {jsn: true}, {what: '--jsn', suggestion: '--json'}],
		[[], {noSuchThing: true}, {what: '--no-such-thing', suggestion: 'yolotop --help'}],
	])('does not understand %j %j', (input, flags, values) => {
		const error = failure(() => resolveOptions({input, flags}, {}));
		expect(error.code).toBe('usage-invalid');
		expect(error.values).toEqual(values);
	});

	it.each([
		['flag-of-another-command', ['yolo'], {json: [true]}, {what: '--json', suggestion: 'yolotop status --json'}],
		['flag-of-another-command', ['events'], {epochs: ['3']}, {what: '--epochs', suggestion: 'yolotop demo --epochs'}],
		['usage-contradictory', ['stop', 'yolo'], {afterEpoch: [true], now: [true]}, {what: '--after-epoch, --now', suggestion: 'yolotop stop --after-epoch'}],
	])('says %s of %j %j', (code, input, flags, values) => {
		const error = failure(() => resolveOptions({input, flags}, {}));
		expect(error.code).toBe(code);
		expect(error.values).toEqual(values);
	});
});
