import {traitsOf} from '../domain/framework.ts';
import type {RankFailure, RunState} from '../domain/run.ts';

/** The processes of a training on several GPUs. */
export type Ranks = {
	/** Undefined where only a failure says that there are several. */
	readonly count?: number;
	/** Labels of the GPUs as the banner names them, for example `CUDA:0`; the numbers of the output are those of the first process. */
	readonly devices: readonly string[];
	readonly failure?: RankFailure;
	/** The process that failed first, by the launcher's report or by the name before its exception. */
	readonly failedRank?: number;
};

/** Devices of which each gets a process: `0,1`, `[0, 1]`. Source: ultralytics/engine/trainer.py; YOLOv5 has one process for all of them without torchrun. */
const several = /^\[?\d{1,3}(?:, ?\d{1,3})+\]?$/;

/** Undefined for a training in one process, and where nothing reports several. */
export function selectRanks({ranks, settings, framework, devices, traceback}: RunState): Ranks | undefined {
	const device = settings.device ?? '';
	const asked = traitsOf(framework?.name).startsProcessPerGpu && several.test(device) ? device.split(',').length : undefined;
	// YOLOv5 of 2020 and YOLOv7 print it with their options.
	const world = Number(settings.world_size ?? 1);
	const count = ranks?.count ?? asked ?? (world > 1 ? world : undefined);
	const failure = ranks?.failure ?? undefined;
	const failedRank = failure?.rank ?? traceback?.rank;
	if (count === undefined && failedRank === undefined) {
		return undefined;
	}

	return {
		...(count !== undefined && {count}), devices: devices.filter(({kind}) => kind === 'cuda').map(({label}) => label), ...(failure !== undefined && {failure}), ...(failedRank !== undefined && {failedRank}),
	};
}
