import {globSync, readFileSync} from 'node:fs';
import {expect, test} from 'vitest';

/** What would be a second word for something that the Chinese texts already name, or an English word where there is a Chinese one. */
const instead: ReadonlyArray<readonly [RegExp, string]> = [
	[/图片/, '图像'],
	[/掩膜/, '掩码'],
	[/误报/, '误检'],
	[/实例/, '目标'],
	[/耐心/, 'patience'],
	[/总线错误/, 'bus error'],
	[/\bworkers? ?\p{Script=Han}|\p{Script=Han} ?workers?\b/u, '加载进程'],
	[/(?<!\$)\b(?:PATH|CONTAINER|HOST|IMAGE|USER)\b(?! 中)/, '路径、容器名、主机路径、镜像、用户'],
	[/[\p{Script=Han}}] “|” \p{Script=Han}/u, '“” without blanks'],
	// Not the arguments that may follow: `运行 运行 …`.
	[/[\p{Script=Han}}](?<!运行) …['`]/u, '……'],
	[/。 /, '。without a blank'],
	[/\d s\b/, '秒'],
];

const lines = globSync('source/words/zh/**/*.ts')
	.filter(path => !path.endsWith('zh/explain.ts'))
	.flatMap(path => readFileSync(path, 'utf8').split('\n').map((line, index) => ({line, place: `${path}:${index + 1}`})))
	.filter(({line}) => /\p{Script=Han}/u.test(line));

test('the Chinese texts are read', () => {
	expect(lines.length).toBeGreaterThan(1000);
});

test.each(instead)('in Chinese nothing is called %s: it is %s', pattern => {
	expect(lines.filter(({line}) => pattern.test(line)).map(({place}) => place)).toEqual([]);
});
