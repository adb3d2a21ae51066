import {expect, test} from 'vitest';
import {UserError} from '../../../source/domain/user-error.ts';
import {readTheme} from '../../../source/screen/theme/read-theme.ts';
import {themes} from '../../../source/screen/theme/theme.ts';

const own = (content: Readonly<Record<string, unknown>>) => ({background: 'dark', extends: 'dark', ...content});

test.each([
	[{roles: {label: 7}}, 'label', {color: 7}],
	[{roles: {label: 'bold 117'}}, 'label', {color: 117, isBold: true}],
	[{roles: {tab: 'bold 16 on 117'}}, 'tab', {color: 16, behind: 117, isBold: true}],
	[{roles: {chosen: 'on 236'}}, 'chosen', {behind: 236}],
	[{roles: {chosen: 'reverse'}}, 'chosen', {isReversed: true}],
	[{roles: {text: 'default'}}, 'text', {}],
	[{}, 'label', themes.dark.roles.label],
] as const)('%j says how %s looks', (content, token, expected) => {
	expect(readTheme(own(content), 'own.yaml', themes).roles[token]).toEqual(expected);
});

test('a ramp takes the place of that of the theme that is extended', () => {
	const {ramps} = readTheme(own({ramps: {quality1: [1, 2], run2: []}}), 'own.yaml', themes);
	expect([ramps.quality1, ramps.run2, ramps.loss1]).toEqual([[1, 2], [], themes.dark.ramps.loss1]);
});

test.each([
	[undefined, 'config-value-invalid', '.'],
	[['dark'], 'config-value-invalid', '.'],
	[{}, 'config-value-invalid', 'background'],
	[{background: 'grey'}, 'config-value-invalid', 'background'],
	[own({extends: 'pink'}), 'config-value-invalid', 'extends'],
	[own({colour: 1}), 'config-key-unknown', 'colour'],
	[own({roles: {lable: 1}}), 'config-key-unknown', 'roles.lable'],
	[own({ramps: {los1: [1]}}), 'config-key-unknown', 'ramps.los1'],
	[own({roles: [1]}), 'config-value-invalid', 'roles'],
	...['pink', '', 256, -1, 1.5, true, null, {}, 'bold bold', '1 on', 'on 300', '#ff0000'].map(value => [own({roles: {label: value}}), 'config-value-invalid', 'roles.label'] as const),
	...[1, ['a'], [300], Array.from({length: 9}, () => 1)].map(value => [own({ramps: {loss1: value}}), 'config-value-invalid', 'ramps.loss1'] as const),
	// Without a theme to extend each role has to be named.
	[{background: 'dark', roles: {text: 'default'}}, 'config-value-invalid', 'roles.strong'],
] as const)('%j is refused', (content, code, key) => {
	let error: unknown;
	try {
		readTheme(content, '/home/me/own.yaml', themes);
	} catch (error_) {
		error = error_;
	}

	expect(error).toBeInstanceOf(UserError);
	expect(error).toMatchObject({code, values: {path: '/home/me/own.yaml', key}});
});
