import {expect, test} from 'vitest';
import type {RunSummary} from '../../source/domain/run-summary.ts';
import {distinctRuns} from '../../source/run/distinct-runs.ts';

const run = (key: string, more: Partial<RunSummary> = {}): RunSummary => {
	const [name, directory] = key.split(':', 2) as [string, string?];
	return {
		key, directory: directory ?? name, ...(directory !== undefined && {container: {id: name, name}}), condition: 'finished', completedEpochs: 3, settings: {}, modifiedAt: 0, ...more,
	};
};

test.each<[string, readonly RunSummary[], readonly RunSummary[], readonly string[]]>([
	['on this machine and mounted: the line of the container', [run('/home/me/runs/exp'), run('c:/work/runs/exp', {hostDirectory: '/home/me/runs/exp'})], [], ['c:/work/runs/exp']],
	['mounted into two: the one in which it trains', [run('old:/w/exp', {hostDirectory: '/m/exp'}), run('new:/w/exp', {hostDirectory: '/m/exp', condition: 'training'})], [], ['new:/w/exp']],
	['mounted into two that do not train: the first', [run('one:/w/exp', {hostDirectory: '/m/exp'}), run('two:/w/exp', {hostDirectory: '/m/exp'})], [], ['one:/w/exp']],
	['in a layer that this machine cannot read', [run('/w/exp'), run('c:/w/exp')], [], ['/w/exp', 'c:/w/exp']],
	['listed as what trains already', [run('/m/exp'), run('c:/w/exp', {hostDirectory: '/m/exp'}), run('/m/exp2')], [run('c:/w/exp', {hostDirectory: '/m/exp'})], ['/m/exp2']],
])('a run %s', (_, runs, trained, expected) => {
	expect(distinctRuns(runs, trained).map(({key}) => key)).toEqual(expected);
});
