import type {ScreenModel} from '../../panels/model.ts';
import type {UiState} from '../../ui-state.ts';
import {chosenChart, viewChart} from './chart-view.ts';
import {goToEpoch} from './reduce-charts.ts';
import {placeOfEpoch} from './x-places.ts';

/** The state with the cursor at an epoch of the chosen chart, or at the nearest that there is. */
export function goToTypedEpoch(ui: UiState, model: ScreenModel, epoch: number): UiState {
	const chosen = chosenChart(model);
	const view = chosen && viewChart(chosen.chart, model);
	const place = view && (placeOfEpoch(model.state, epoch, view.kind) ?? epoch);
	return view === undefined ? ui : {...ui, charts: goToEpoch(ui.charts, place!, {xs: view.lines[0]?.xs ?? [], whole: view.whole})};
}
