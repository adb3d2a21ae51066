import {expect, test} from 'vitest';
import type {RunEvent} from '../../source/domain/event.ts';
import {eventToJson} from '../../source/plain/event-json.ts';

const metrics = {
	precision: 0.5, recall: 0.5, map50: 0.4, map50To95: 0.2,
};

test.each<[RunEvent, unknown]>([
	[{
		type: 'training-ended', epochs: 3, hours: 0.1, at: 1000,
	}, {
		at: 1000, type: 'training-ended', epochs: 3, hours: 0.1,
	}],
	[{type: 'process-interrupted'}, {at: null, type: 'process-interrupted'}],
	[{
		type: 'epoch-completed', record: {
			epoch: 2, losses: {box: NaN}, metrics, seconds: 3,
		}, epochs: 9,
	}, {
		at: null, type: 'epoch-completed', epoch: 2, losses: {box: null}, metrics, seconds: 3, epochs: 9,
	}],
	[{
		type: 'epoch-progressed', progress: {
			epoch: 2, epochLabel: '1/9', losses: {box: 0.1}, batchIndex: 3,
		},
	}, {
		at: null, type: 'epoch-progressed', epoch: 2, epochs: null, epochLabel: '1/9', batchIndex: 3, batchesPerEpoch: null,
		imageSize: null, instances: null, reservedGpuMemoryBytes: null, losses: {box: 0.1},
	}],
	[{type: 'validation-reported', scope: 'final', row: {name: 'all', images: 4, metrics}}, {
		at: null, type: 'validation-reported', scope: 'final', name: 'all', images: 4, instances: null, ...metrics,
	}],
	[{type: 'traceback-printed', traceback: {exception: 'ValueError', message: 'x', frames: []}}, {
		at: null, type: 'traceback-printed', exception: 'ValueError', message: 'x', frames: [],
	}],
	[{type: 'connection-changed', connection: {kind: 'lost', reason: 'x'}}, {
		at: null, type: 'connection-changed', connection: 'lost', reason: 'x',
	}],
	[{type: 'history-read', records: [{epoch: 1, losses: {}}]}, {
		at: null, type: 'history-read', history: [{
			epoch: 1, losses: {}, metrics: null, seconds: null,
		}],
	}],
])('%o', (event, json) => {
	const text = JSON.stringify(eventToJson(event));
	expect(JSON.parse(text)).toStrictEqual(json);
	expect(text.startsWith('{"at":')).toBe(true);
});
