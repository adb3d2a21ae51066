import {expect, test} from 'vitest';
import type {RunSummary} from '../../source/domain/run-summary.ts';
import {distinctRuns} from '../../source/run/distinct-runs.ts';

const run = (key: string, more: Partial<RunSummary> = {}): RunSummary => {
	const [name, directory] = key.split(':', 2) as [string, string?];
	return {
		key, id: {place: directory === undefined ? `host:${name}` : `layer:${key}`}, directory: directory ?? name, ...(directory !== undefined && {container: {id: name, name}}), condition: 'finished', completedEpochs: 3, settings: {}, modifiedAt: 0, ...more,
	};
};

const place = (path: string, file?: string): Partial<RunSummary> => ({id: {place: `host:${path}`, ...(file !== undefined && {file})}});
const writer = (name: string): Partial<RunSummary> => ({writer: {id: name, name}});

test.each<[string, readonly RunSummary[], readonly RunSummary[], readonly string[]]>([
	['on this machine and mounted: the line of the container that wrote it', [run('/home/me/runs/exp'), run('c:/work/runs/exp', {...place('/home/me/runs/exp'), ...writer('c')})], [], ['c:/work/runs/exp']],
	['of an unknown writer: the directory of this machine', [run('c:/work/runs/exp', place('/home/me/runs/exp')), run('/home/me/runs/exp')], [], ['/home/me/runs/exp']],
	['mounted into two: the one in which it trains', [run('old:/w/exp', place('/m/exp')), run('new:/w/exp', {...place('/m/exp'), ...writer('new'), condition: 'training'})], [], ['new:/w/exp']],
	['mounted into two: the one that wrote it', [run('one:/w/exp', place('/m/exp')), run('two:/w/exp', {...place('/m/exp'), ...writer('two')})], [], ['two:/w/exp']],
	['under two places: by the file itself', [run('one:/w/exp', place('/m/exp', '7:1')), run('two:/w/exp', place('/link/exp', '7:1'))], [], ['one:/w/exp']],
	['in a layer that this machine cannot read', [run('/w/exp'), run('c:/w/exp')], [], ['/w/exp', 'c:/w/exp']],
	['listed as what trains already', [run('/m/exp'), run('c:/w/exp', place('/m/exp')), run('/m/exp2')], [run('c:/w/exp', place('/m/exp'))], ['/m/exp2']],
])('a run %s', (_, runs, trained, expected) => {
	expect(distinctRuns(runs, trained).map(({key}) => key)).toEqual(expected);
});
