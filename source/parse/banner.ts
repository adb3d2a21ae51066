import type {Device, Framework} from '../domain/framework.ts';
import {findBannerOrigin} from './dialects/table.ts';

/** The line with versions and devices. */
export type Banner = {
	readonly framework: Framework;
	readonly python?: string;
	readonly torch?: string;
	readonly devices: readonly Device[];
};

/*
Source: `YOLOv5 🚀 v7.0-0-g915bbf294 Python-3.11.2 torch-1.13.0 CPU`, v6.1 `... torch 1.13.0 CPU`, forks `YOLOR 🚀 v0.1-112-g55b90e1 torch 1.12.1 CUDA:0 (...)`
and `YOLO 🚀 v0.1-89-g93f1a28 Python-3.10.12 torch-2.1.0 ...`, `Ultralytics 8.3.103 🚀 Python-3.11.2 torch-1.13.0 CPU (AMD EPYC)`,
8.0 `Ultralytics YOLOv8.0.141 🚀 ...`.
Windows builds print nothing in the rocket's place, between two blanks; a log that went through another character set has other signs there.
*/
const yolov5 = /^(YOLO\w*) (?:[^\s\w]\S* | )?(\w\S*) (?:Python-(\S+) )?torch[ -](\S+)(?: (.*))?$/u;
const ultralytics = /^(Ultralytics) (?:YOLOv?)? ?(\d\S*) (?:[^\s\w]\S* | )?Python-(\S+) torch-(\S+)(?: (.*))?$/u;

/** Recognises the banner with its first device. */
export function recogniseBanner(text: string): Banner | undefined {
	const match = yolov5.exec(text) ?? ultralytics.exec(text);
	if (match === null) {
		return undefined;
	}

	const [, word = '', version, python, torch, rest = ''] = match;
	const device = readDevice(rest.trim());
	const {framework: name, variant} = findBannerOrigin(word);
	return {
		framework: {name, ...(version !== undefined && {version}), ...(variant !== undefined && {variant})},
		...(python !== undefined && {python}),
		...(torch !== undefined && {torch}),
		devices: device === undefined ? [] : [device],
	};
}

/** Recognises the line of a second GPU, which follows the banner's line, indented. */
export function recogniseMoreDevice(text: string): Device | undefined {
	return /^\s+CUDA:\d+ \(/.test(text) ? readDevice(text.trim()) : undefined;
}

/**
`Using CUDA device0 _CudaDeviceProperties(name='Tesla V100', total_memory=32480MB)`, and a line for each further one.
Source: select_device of YOLOv5 v1.0 to v3.1 and of YOLOv3 of 2020, there also `Using CUDA Apex device0`; of YOLOv6, which names no GPU.
*/
export function recogniseOldDevice(text: string): Device | undefined {
	if (/^Using CPU for training\.\.\.\s*$/.test(text)) {
		return {kind: 'cpu', label: 'CPU'};
	}

	const [, number, name, megabytes] = /^(?:Using CUDA (?:Apex )?| {6,})device(\d{1,2}) _CudaDeviceProperties\(name='([^']+)', total_memory=([\d.]+)MB\)/.exec(text) ?? [];
	return number === undefined
		? undefined
		: {
			kind: 'cuda', label: `CUDA:${number}`, name: name!, memoryBytes: Math.round(Number(megabytes) * 1_048_576),
		};
}

function readDevice(text: string): Device | undefined {
	const [, label, details] = /^([a-z]+(?::\d+)?)\s*(?:\((.*)\)\s*)?$/i.exec(text) ?? [];
	if (label === undefined) {
		return undefined;
	}

	const [, name, mebibytes] = /^(.*?)(?:, ([\d.]+)Mi?B)?$/.exec(details ?? '') ?? [];
	const lower = label.toLowerCase();
	const kind = (['cpu', 'cuda', 'mps'] as const).find(known => lower.startsWith(known)) ?? 'other';
	return {
		kind,
		label,
		...(name !== undefined && name !== '' && name !== 'unknown' && {name}),
		...(mebibytes !== undefined && {memoryBytes: Math.round(Number(mebibytes) * 1_048_576)}),
	};
}
