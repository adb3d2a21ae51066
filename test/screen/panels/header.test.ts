import {expect, test} from 'vitest';
import {drawHeader} from '../../../source/screen/panels/header.ts';
import {sampleModel} from '../fixtures/sample-screen.ts';
import {plain} from '../sizes.ts';

test.each([40, 59, 60, 80, 99, 100, 120, 160, 200])('what is being done to the run is seen in %i columns, whatever else is known of the run', columns => {
	for (const isAlone of [false, true]) {
		for (const activity of ['waiting for the end of epoch 2 …', 'waiting for the end of epoch 2 · x ends the waiting, the training goes on']) {
			const model = sampleModel({
				state: 'training', columns, rows: 30, ui: {activity},
			});
			const [line = ''] = drawHeader(model, {columns, rows: 1}, isAlone);
			expect(plain(line)).toContain(activity.slice(0, Math.min(20, Math.floor(columns * 0.6) - 1)));
			expect(plain(line)).toHaveLength(columns);
		}
	}
});
