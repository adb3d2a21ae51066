import {describe, expect, it} from 'vitest';
import {helpText, verbHelpText} from '../../../source/cli/options/help.ts';
import {flagDefinitions, flagLabel, verbs} from '../../../source/cli/options/flags.ts';
import {displayWidth} from '../../../source/format/display-width.ts';
import {languages} from '../../../source/words/words.ts';

/** The options that have a line of their own. */
const optionsIn = (text: string) => [...text.matchAll(/^ {2}(?:-\w, | {4})(--[\w-]+)/gm)].map(([, label]) => label);

describe.each(languages)('the help in %s', language => {
	it('names every option once, every command, and nothing that is hidden', () => {
		const text = helpText(language);
		expect(optionsIn(text).toSorted((one, other) => one!.localeCompare(other!))).toEqual(flagDefinitions.filter(definition => !('isHidden' in definition)).map(({name}) => flagLabel(name)).toSorted((one, other) => one.localeCompare(other)));
		for (const verb of verbs.filter(name => name !== 'monitor')) {
			expect(text).toMatch(new RegExp(String.raw`^  yolotop ${verb}\b`, 'm'));
		}

		expect(text).not.toContain('undefined');
	});

	it.each(['whole', ...verbs] as const)('fits lines of 100 columns: %s', verb => {
		const text = verb === 'whole' ? helpText(language) : verbHelpText(verb, language);
		expect(text.split('\n').filter(line => displayWidth(line) > 100)).toEqual([]);
	});

	it.each(verbs)('of %s has the options that the command knows, and no other', verb => {
		const options = optionsIn(verbHelpText(verb, language));
		for (const definition of flagDefinitions) {
			if ('verbs' in definition) {
				expect(options.includes(flagLabel(definition.name))).toBe(!('isHidden' in definition) && (definition.verbs as readonly string[]).includes(verb));
			}
		}

		expect(options).toEqual(expect.arrayContaining(['--host', '--lang', '--help']));
		expect(options.includes('--theme')).toBe(['monitor', 'run', 'resume', 'demo'].includes(verb));
	});
});

it('lists the flags of docker run for run', () => {
	expect(verbHelpText('run', 'en', ['--gpus', '-v|--volume'])).toContain('before IMAGE:\n  --gpus -v|--volume\n');
});

it('speaks Chinese to the colon, and in its examples', () => {
	const lines = helpText('zh').split('\n');
	expect(lines.filter(line => /\p{Script=Han}:$/u.test(line))).toEqual([]);
	expect(lines.join('\n')).not.toContain('IMAGE');
	expect(lines).toContain('示例：');
	expect(verbHelpText('stop', 'zh')).toMatch(/^yolotop stop \[目标\]：/);
});
