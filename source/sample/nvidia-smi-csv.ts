import {toAmount, toCount} from '../domain/possible-number.ts';
import type {GpuProcess, GpuSample, MigDevice} from '../domain/sample.ts';
import {
	cellToNumber,
	gpuFields,
	readGpuCell,
	type GpuField,
} from './gpu-fields.ts';

/** A column with the name by which this driver is asked for it. */
export type QueriedField = GpuField & {readonly name: string};

/** What is asked first: every field by its newest name. */
export const initialQuery: readonly QueriedField[] = gpuFields.map(field => ({...field, name: field.names[0]}));

/** The arguments that ask for the fields, one line of cells for each GPU. */
export function gpuQueryArguments(query: readonly QueriedField[]): readonly string[] {
	return [`--query-gpu=${query.map(field => field.name).join(',')}`, '--format=csv,noheader,nounits'];
}

/** The arguments that ask for the processes on all GPUs. The name comes last because it may hold commas. */
export const processQueryArguments: readonly string[] = ['--query-compute-apps=gpu_uuid,pid,used_memory,process_name', '--format=csv,noheader,nounits'];

/**
The query without the field that this driver does not know: one unknown field makes the whole query fail. Undefined when
the output is not such a complaint.

Source: `Field "x" is not a valid field to query.` on standard output, exit code 2.
*/
export function withoutRefusedField(query: readonly QueriedField[], output: string): readonly QueriedField[] | undefined {
	const refused = /Field ["“]([^"”]+)["”] is not a valid field to query/.exec(output)?.[1];
	if (refused === undefined || query.every(field => field.name !== refused)) {
		return undefined;
	}

	return query.flatMap(field => {
		if (field.name !== refused) {
			return [field];
		}

		const next = field.names[field.names.indexOf(refused) + 1];
		return next === undefined ? [] : [{...field, name: next}];
	});
}

/** One GPU from one line of the answer. Undefined when the line is no row of this query. Never throws. */
export function parseGpuLine(line: string, query: readonly QueriedField[]): GpuSample | undefined {
	const cells = splitCells(line, query);
	if (cells === undefined) {
		return undefined;
	}

	const values: Record<string, unknown> = {};
	const unknownReasons: Record<string, string> = {};
	for (const [index, {reader}] of query.entries()) {
		const cell = cells[index]!;
		const value = readGpuCell(cell, reader);
		if (value === undefined) {
			unknownReasons[reader.target] = cell;
		} else {
			values[reader.target] = value;
		}
	}

	// A row names its GPU; a sentence with as many commas does not.
	return values.index === undefined && !isUuid(String(values.uuid))
		? undefined
		: {...values, ...(Object.keys(unknownReasons).length > 0 && {unknownReasons})};
}

/**
The processes by the uuid of their GPU. A line that is no row is left out. A driver that says nothing (WSL) gives an empty
answer or rows without figures.
*/
export function parseProcessLines(output: string): Readonly<Record<string, readonly GpuProcess[]>> {
	const processes: Record<string, GpuProcess[]> = {};
	for (const line of output.split(/\r?\n/)) {
		const [uuid = '', pid = '', memory = '', ...names] = line.split(',').map(cell => cell.trim());
		if (names.length === 0) {
			continue;
		}

		const name = names.join(',');
		(processes[isUuid(uuid) ? uuid : ''] ??= []).push({
			pid: toCount(cellToNumber(pid)),
			name: name === '' || name.startsWith('[') ? undefined : name,
			memoryUsedBytes: toAmount((cellToNumber(memory) ?? NaN) * (1024 ** 2)),
		});
	}

	return processes;
}

/**
The parts that MIG has cut off, by the uuid of their GPU. Source: `nvidia-smi -L`, one line a GPU, its parts indented
beneath it.
*/
export function parseMigDevices(output: string): Readonly<Record<string, readonly MigDevice[]>> {
	const devices: Record<string, MigDevice[]> = {};
	let gpu: string | undefined;
	for (const line of output.split(/\r?\n/)) {
		gpu = /^GPU \d+: .*\(UUID: (GPU-[^)]+)\)/.exec(line)?.[1] ?? gpu;
		const match = /^\s+MIG (\S+)\s+Device\s+\d+:(?: \(UUID: ([^)]+)\))?/.exec(line);
		if (match !== null && gpu !== undefined) {
			(devices[gpu] ??= []).push({profile: match[1]!, uuid: match[2]});
		}
	}

	return devices;
}

/**
The newest CUDA that the driver supports, from the head of the table that nvidia-smi prints without arguments.
Source: `CUDA Version: 12.4`, since driver 590 `CUDA UMD Version: 13.1`.
*/
export function parseCudaVersion(output: string): string | undefined {
	return /CUDA(?: UMD)? Version\s*:\s*(\d+\.\d+)/.exec(output)?.[1];
}

/**
The cells of a row. Only the name of a board may hold the separator itself. It has a blank behind it, which the decimal comma of some
languages has not.
*/
function splitCells(line: string, query: readonly QueriedField[]): readonly string[] | undefined {
	const spaced = line.split(/,\s/);
	const cells = (spaced.length < query.length ? line.split(',') : spaced).map(cell => cell.trim());
	const surplus = cells.length - query.length;
	const nameAt = query.findIndex(field => field.reader.target === 'name');
	if (surplus < 0 || query.length === 0 || (nameAt === -1 && surplus > 0)) {
		return undefined;
	}

	return surplus === 0
		? cells
		: [...cells.slice(0, nameAt), cells.slice(nameAt, nameAt + surplus + 1).join(', '), ...cells.slice(nameAt + surplus + 1)];
}

function isUuid(cell: string): boolean {
	return /^(?:GPU|MIG)-/.test(cell);
}
