import {expect, test} from 'vitest';
import {planToCreateRequest, redactRequest} from '../../source/plan/create-request.ts';
import {planToDockerText} from '../../source/plan/docker-command.ts';
import {emptyPlan} from '../../source/plan/launch-plan.ts';
import {
	planProbe,
	pythonPathWith,
	shownProbeVariables,
	withoutProbeVariables,
	withProbeVariables,
} from '../../source/plan/probe-environment.ts';

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

test.each([
	['python train.py', undefined],
	['python3.11 -u -X dev train.py', undefined],
	['/opt/conda/bin/python -m torch.distributed.run train.py', undefined],
	['python -c -E', undefined],
	['python train.py -E', undefined],
	['python -W error::ImportWarning train.py', undefined],
	['yolo train -S', undefined],
	['bash train.sh', undefined],
	['', undefined],
	['python -E train.py', 'python-isolated'],
	['python -I -m ultralytics', 'python-isolated'],
	['/usr/bin/python3 -uS train.py', 'python-isolated'],
	['/init.sh python -sE train.py', 'python-isolated'],
])('the probe is left out where Python would not load it: %s', (command, obstacle) => {
	const variables = ['YOLOTOP_PROBE=container'];
	expect(planProbe({words: command.split(' ')}, variables)).toEqual(obstacle === undefined ? {variables} : {obstacle});
	expect(planProbe({words: command.split(' '), isReadOnly: true}, variables)).toEqual({obstacle: 'read-only'});
});

test.each([
	['a person has nothing', ['SECRET=a'], ['PYTHONPATH=/yolotop-probe', 'YOLOTOP_PROBE=exec']],
	['a person has a path, which is hidden', ['PYTHONPATH=/mine'], ['PYTHONPATH=/yolotop-probe:***', 'YOLOTOP_PROBE=exec']],
])('the variables of the probe are shown, those of others are not: %s', (_, given, shown) => {
	expect(shownProbeVariables(withProbeVariables(given, [], 'exec'))).toEqual(shown);
});

test('without the probe no variable is shown', () => {
	expect(shownProbeVariables(['PYTHONPATH=/yolotop-probe', 'A=1'])).toEqual([]);
});

test('a docker command and a request are shown with the probe as they are sent, and without any other value', () => {
	const plan = {...emptyPlan('yolo'), command: ['python', 'train.py'], environment: withProbeVariables(['TOKEN=secret', 'PATH=/bin'], ['PYTHONPATH=/image'], 'container')};
	expect(planToDockerText(plan)).toBe('docker run -d -t -e TOKEN -e \'PYTHONPATH=/yolotop-probe:***\' -e YOLOTOP_PROBE=container --stop-signal SIGINT --stop-timeout 60 yolo python train.py');
	expect(redactRequest(planToCreateRequest(plan, {isPodman: false})).Env).toEqual(['TOKEN=***', 'PATH=***', 'PYTHONPATH=/yolotop-probe:***', 'YOLOTOP_PROBE=container']);
});
