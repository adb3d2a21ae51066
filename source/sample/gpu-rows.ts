import type {GpuSample, MigDevice} from '../domain/sample.ts';
import {parseGpuLine, type QueriedField} from './nvidia-smi-csv.ts';

/** A line of nvidia-smi is a few hundred characters; what is longer is none. */
const maxLine = 8192;

/** Complaints are kept for the failure, not reports. */
const maxRest = 4096;

export type GpuRows = {
	/** The GPUs whose lines ended with this piece of output. */
	push(text: string): readonly GpuSample[];
	/** What was no row of a GPU. */
	rest(): string;
	/** Number of rows so far. */
	rowCount(): number;
	/**
	Whether the driver answers the first query of a process and none after it: in its loop mode some boards tell the
	utilisation once and then only `[Unknown Error]`.
	*/
	isLoopBroken(): boolean;
};

/** So many rows in a row without the figures of the first one mean that the loop does not work. */
const brokenRows = 3;

/** Takes the output of one nvidia-smi in any pieces. */
export function createGpuRows(query: readonly QueriedField[]): GpuRows {
	let open = '';
	let rest = '';
	let rowCount = 0;
	let isUtilisationKnown = false;
	let errorRows = 0;

	function watch(gpu: GpuSample): void {
		rowCount++;
		if (gpu.utilisationPercent !== undefined) {
			isUtilisationKnown = true;
			errorRows = 0;
		} else if (isUtilisationKnown && /unknown error/i.test(gpu.unknownReasons?.utilisationPercent ?? '')) {
			errorRows++;
		}
	}

	return {
		push(text) {
			const lines = `${open}${text}`.split(/\r?\n/);
			open = lines.pop()!.slice(0, maxLine);
			const gpus: GpuSample[] = [];
			for (const line of lines) {
				const gpu = parseGpuLine(line.slice(0, maxLine), query);
				if (gpu === undefined) {
					rest = `${rest}${line}\n`.slice(0, maxRest);
				} else {
					watch(gpu);
					gpus.push(gpu);
				}
			}

			return gpus;
		},
		rest: () => `${rest}${open}`,
		rowCount: () => rowCount,
		isLoopBroken: () => errorRows >= brokenRows,
	};
}

/** What does not change while nvidia-smi repeats its answer, and what is in no column of it. */
export type FixedGpuFacts = {
	readonly cudaVersion?: string | undefined;
	/** The parts that MIG has cut off, by the uuid of their GPU. */
	readonly migDevices?: Readonly<Record<string, readonly MigDevice[]>>;
};

/** The GPUs with these facts. */
export function withFixedFacts(gpus: readonly GpuSample[], {cudaVersion, migDevices = {}}: FixedGpuFacts): readonly GpuSample[] {
	return gpus.map(gpu => {
		const parts = gpu.uuid === undefined || !Object.hasOwn(migDevices, gpu.uuid) ? undefined : migDevices[gpu.uuid];
		return {...gpu, ...(cudaVersion !== undefined && {cudaVersion}), ...(parts !== undefined && {migDevices: parts})};
	});
}
