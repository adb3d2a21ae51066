import {expect, test} from 'vitest';
import {historyToCsv} from '../../source/plain/history-csv.ts';

test('has a column for everything that is known somewhere, by name', () => {
	expect(historyToCsv([
		{
			epoch: 1, losses: {box: 0.11, obj: 0.03}, metrics: {map50: 0.5}, seconds: 34.1,
		},
		{
			epoch: 2, losses: {box: NaN}, validationLosses: {box: 0.2}, learningRates: [0.01, 1e-5], completedAt: 0,
		},
	])).toBe([
		'epoch,losses.box,losses.obj,validationLosses.box,metrics.map50,learningRates.0,learningRates.1,seconds,completedAt',
		'1,0.11,0.03,,0.5,,,34.1,',
		'2,NaN,,0.2,,0.01,0.00001,,1970-01-01T00:00:00.000Z',
		'',
	].join('\r\n'));
});

test('of a run without a completed epoch is its header', () => {
	expect(historyToCsv([])).toBe('epoch\r\n');
});
