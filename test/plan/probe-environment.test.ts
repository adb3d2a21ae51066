import {expect, test} from 'vitest';
import {pythonPathWith, withoutProbeVariables, withProbeVariables} from '../../source/plan/probe-environment.ts';

test.each([
	[undefined, '/p'],
	['', '/p'],
	['/mine', '/p:/mine'],
	['/p:/mine', '/p:/mine'],
	['/mine::/other', '/p:/mine::/other'],
])('of the path %j the directory of the probe comes first, once', (given, expected) => {
	expect(pythonPathWith('/p', given)).toBe(expected);
});

test.each([
	['nothing', [], [], ['PYTHONPATH=/yolotop-probe', 'YOLOTOP_PROBE=container']],
	['the image has a path', ['A=1'], ['PYTHONPATH=/image', 'B=2'], ['A=1', 'PYTHONPATH=/yolotop-probe:/image', 'YOLOTOP_PROBE=container']],
	['a person gives another', ['PYTHONPATH=/mine'], ['PYTHONPATH=/image'], ['PYTHONPATH=/yolotop-probe:/mine', 'YOLOTOP_PROBE=container']],
	['it is there already', ['PYTHONPATH=/yolotop-probe:/mine', 'YOLOTOP_PROBE=exec'], [], ['PYTHONPATH=/yolotop-probe:/mine', 'YOLOTOP_PROBE=container']],
	['a name that begins alike', ['PYTHONPATHS=/x'], [], ['PYTHONPATHS=/x', 'PYTHONPATH=/yolotop-probe', 'YOLOTOP_PROBE=container']],
])('the variables of a training: %s', (_, variables, inherited, expected) => {
	expect(withProbeVariables(variables, inherited, 'container')).toEqual(expected);
});

test('a container that is made once more has what a person gave', () => {
	expect(withoutProbeVariables(['A=1', 'PYTHONPATH=/yolotop-probe', 'YOLOTOP_PROBE=container'])).toEqual(['A=1']);
	expect(withoutProbeVariables(['PYTHONPATH=/yolotop-probe:/mine', 'B='])).toEqual(['PYTHONPATH=/mine', 'B=']);
});
