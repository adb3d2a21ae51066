import {spawnSync} from 'node:child_process';
import process from 'node:process';
import {describe, expect, it} from 'vitest';
import {flagDefinitions, flagLabel} from '../../source/cli/options/flags.ts';
import {manPage} from '../../source/cli/options/man-page.ts';

describe('the manual page', () => {
	it.each(flagDefinitions.filter(definition => !('isHidden' in definition)))('tells of $name', ({name}) => {
		expect(manPage('1.2.3', 'en')).toContain(flagLabel(name).replaceAll('-', String.raw`\-`));
	});

	it('leaves out what is hidden', () => {
		expect(manPage('1.2.3', 'en')).not.toContain(String.raw`or\-demo`);
	});

	it('protects what roff would obey', () => {
		expect(manPage('1.2.3', 'en').split('\n').filter(line => /^['.](?!TH |SH |TP$|br$)/.test(line))).toEqual([]);
	});

	it.skipIf(spawnSync('man', ['--version']).status !== 0).each(['en', 'zh'] as const)('is read by man without a warning, in %s', language => {
		const {stdout, stderr} = spawnSync('man', ['--warnings', '-l', '-'], {input: manPage('1.2.3', language), encoding: 'utf8', env: {...process.env, ...Object.fromEntries([['LC_ALL', 'C.UTF-8'], ['MANWIDTH', '200']])}});
		expect(stdout).toContain('yolotop');
		expect(stdout).toContain('--json');
		expect(stderr).toBe('');
	});
});
