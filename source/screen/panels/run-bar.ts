import {isInEpochs} from '../../domain/run-status.ts';
import {selectBestEpoch} from '../../run/select-best-epoch.ts';
import {selectEarlyStop} from '../../run/select-early-stop.ts';
import {selectRunFraction} from '../../run/select-progress.ts';
import {selectStatus} from '../../run/select-status.ts';
import {drawBar, type BarOptions} from '../draw/bar.ts';
import type {Segment} from '../draw/line.ts';
import type {ScreenModel} from './model.ts';

/** The run as one bar: what is done, where it was resumed, its best epoch, where patience would end it, and where it failed. */
export function drawRunBar({state, now, look}: Pick<ScreenModel, 'state' | 'now' | 'look'>, width: number): readonly Segment[] {
	const {epochs} = state;
	const {status} = selectStatus(state, now);
	const fraction = selectRunFraction(state);
	const patienceEnd = isInEpochs(status) ? selectEarlyStop(state)?.stopEpoch : undefined;
	const best = selectBestEpoch(state)?.epoch;
	const places: ReadonlyArray<readonly [kind: NonNullable<BarOptions['marks']>[number]['kind'], epoch: number | undefined]> = [
		['patience', patienceEnd],
		...state.resumedAt.map(epoch => ['resume', epoch] as const),
		['best', best],
	];
	const marks = epochs === undefined || epochs <= 0
		? []
		: places.flatMap(([kind, epoch]) => epoch === undefined || epoch > epochs ? [] : [{kind, share: (epoch - 0.5) / epochs}]);
	const hasFailed = status === 'failed';
	return drawBar(fraction, width, look.glyphs, {
		token: hasFailed ? 'bad' : 'run1', marks: [...marks, ...(hasFailed && fraction !== undefined ? [{kind: 'failure' as const, share: fraction}] : [])],
	});
}
