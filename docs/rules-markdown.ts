import {rules} from '../source/checks/rules/index.ts';
import {severities, type Severity} from '../source/checks/diagnosis.ts';
import {ruleMeanings} from '../source/words/diagnoses/rule-meanings.ts';
import type {DocumentedLanguage} from './documented-languages.ts';

const words: Readonly<Record<DocumentedLanguage, {readonly title: string; readonly about: string; readonly columns: readonly [string, string]; readonly severity: Readonly<Record<Severity, string>>}>> = {
	en: {
		title: 'Diagnoses',
		about: 'Each rule looks at facts (output, settings, container, samples) and says nothing when a fact that it needs is not known. The ids are stable: `status --json` and `events` give them. A rule may give another severity where the training goes on all the same. This page is made from the rules by `npm run docs`.',
		columns: ['rule', 'what is recognised, and by what'],
		severity: {error: 'Errors: the training cannot go on', warning: 'Warnings: it goes on, but something is wrong', hint: 'Hints: something to know'},
	},
	zh: {
		title: '诊断',
		about: '每条规则只看事实（输出、设置、容器、采样），所需事实未知时不下结论。规则名称固定不变，`status --json` 和 `events` 会给出。训练仍能继续时，规则可能给出较低的级别。本页由 `npm run docs` 根据规则生成。',
		columns: ['规则', '识别什么，依据是什么'],
		severity: {error: '错误：训练无法继续', warning: '警告：训练能继续，但有问题', hint: '提示：值得知道'},
	},
};

/** The name of the page in a language. */
export function rulesFile(language: DocumentedLanguage): string {
	return language === 'en' ? 'rules.md' : 'rules.zh.md';
}

/** Every rule of the rule table, by its usual severity, in the order of the table. Ends with a line feed. */
export function rulesToMarkdown(language: DocumentedLanguage): string {
	const {title, about, columns, severity} = words[language];
	return `${[
		`# ${title}`,
		about,
		...severities.flatMap(level => [
			`## ${severity[level]}`,
			[
				`| ${columns[0]} | ${columns[1]} |`,
				'| --- | --- |',
				...rules.filter(rule => rule.level === level).map(({id}) => `| \`${id}\` | ${ruleMeanings(language)[id].replaceAll('|', String.raw`\|`)} |`),
			].join('\n'),
		]),
	].join('\n\n')}\n`;
}
