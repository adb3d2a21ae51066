import {expect, test} from 'vitest';
import {reduceUi} from '../../../../source/screen/reduce-ui.ts';
import {sampleModel} from '../../fixtures/sample-screen.ts';
import {initialRunsUi} from '../../../../source/screen/screens/runs/runs-ui.ts';

test('Escape closes the comparison and keeps what is marked; then it takes back the filter', () => {
	const runs = {
		...initialRunsUi, marked: ['a', 'b'], query: 'map>0.2', isComparing: true, top: 3,
	};
	const model = sampleModel({
		state: 'training', columns: 80, rows: 24, ui: {screen: 'runs', runs},
	});
	const context = {model, range: {top: 0, last: 0, page: 1}};
	const {ui: list} = reduceUi(model.ui, 'leave-comparison', context);
	expect(list.runs).toMatchObject({
		isComparing: false, top: 0, marked: ['a', 'b'], query: 'map>0.2',
	});
	expect(reduceUi(list, 'leave-comparison', context).ui.runs).toMatchObject({query: '', marked: ['a', 'b']});
});
