import {globSync, readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {describeError} from '../../source/words/errors.ts';
import {
	heading,
	joinList,
	joinSentences,
	labelled,
} from '../../source/words/punctuation.ts';

test('names, sentences and labels are joined as the language does', () => {
	expect([joinList(['box', 'obj'], 'en'), joinList(['box', 'obj'], 'zh')]).toEqual(['box, obj', 'box、obj']);
	expect([joinSentences(['One.', 'Two.'], 'en'), joinSentences(['一。', '二。'], 'zh')]).toEqual(['One. Two.', '一。二。']);
	expect([labelled('error', 'full', 'en'), labelled('错误', '已满', 'zh')]).toEqual(['error: full', '错误：已满']);
	expect([heading('Options', 'en'), heading('选项', 'zh')]).toEqual(['Options:', '选项：']);
});

test('an error lists names as the language does, and leaves every other value as it is', () => {
	expect(describeError({code: 'option-invalid', values: {option: '--sort', value: 'a, b', allowed: 'age, map'}}, 'zh')).toEqual({message: '--sort 的值“a, b”无效。', hint: '可用的值：age、map'});
	expect(describeError({code: 'option-invalid', values: {option: '--sort', value: 'a', allowed: 'age, map'}}, 'en').hint).toBe('Allowed: age, map');
});

test('the letter of a key comes from the key table', () => {
	const files = globSync('source/words/{en,zh}/**/*.ts');
	const written = files.flatMap(file => readFileSync(file, 'utf8').split('\n'))
		.filter(line => /\([a-z]\)|（[a-z]）|按键? ?[/a-z[](?![\w-])|\b(?:press|key) [/a-z[](?![\w-])|[,.:;] [/a-z[] (?:lets|shows|begins|gives|goes|resumes|with) |on the screen [a-z] /i.test(line));
	expect(files.length).toBeGreaterThan(100);
	expect(written).toEqual([]);
});
