import type {ExportedModel} from '../domain/tool-run.ts';

/*
What export.py, benchmarks.py, `yolo export` and `yolo benchmark` print. Each recogniser gives undefined for every other line.
Source: export.py and benchmarks.py of YOLOv5 v6.0 to 2026 and of YOLOv9; ultralytics/engine/exporter.py and utils/benchmarks.py of 8.0 to 8.4.
*/

const format = String.raw`([A-Z]\w*(?: [A-Z]\w*)*):`;
const started = new RegExp(String.raw`^${format} (?:starting (?:export|TFLite export|pipeline) with|starting from) `);
const succeeded = new RegExp(String.raw`^${format} export success \S* ?([\d.]+)s, saved as '?(.+?)'? \(([\d.]+) MB\)\s*$`);
/** YOLOv5 up to v6.1 says neither time nor sign. */
const succeededOld = new RegExp(String.raw`^${format} export success, saved as (\S+) \(([\d.]+) MB\)\s*$`);
const failed = new RegExp(String.raw`^${format} export failure\b[^\d:]*([\d.]+)?s?: (.*\S)\s*$`);

/** Whether the line begins an export, `ONNX: starting export with onnx 1.16.1...`. */
export function isExportStart(text: string): boolean {
	return started.test(text);
}

/** One format that is done. */
export function recogniseExport(text: string): ExportedModel | undefined {
	const [, name, seconds, path, megabytes] = succeeded.exec(text) ?? [];
	if (name !== undefined) {
		return {
			format: name, isFailed: false, path: path!, megabytes: Number(megabytes), seconds: Number(seconds),
		};
	}

	const [, oldName, oldPath, oldMegabytes] = succeededOld.exec(text) ?? [];
	if (oldName !== undefined) {
		return {
			format: oldName, isFailed: false, path: oldPath!, megabytes: Number(oldMegabytes),
		};
	}

	const [, failedName, time, reason] = failed.exec(text) ?? [];
	return failedName === undefined
		? undefined
		: {
			format: failedName, isFailed: true, reason: reason!, ...(time !== undefined && {seconds: Number(time)}),
		};
}

/** `Export complete (3.0s)`: its seconds. */
export function recogniseExportEnd(text: string): {seconds?: number} | undefined {
	const [whole, seconds] = /^Export complete(?: \(([\d.]+)s\))?\s*$/.exec(text) ?? [];
	return whole === undefined ? undefined : {...(seconds !== undefined && {seconds: Number(seconds)})};
}

/** `Benchmarks complete for yolov8n.pt on coco8.yaml at imgsz=640 (95.11s)`, in YOLOv5 `Benchmarks complete (95.11s)`, also for exports alone. */
export function recogniseBenchmarkEnd(text: string): {seconds?: number} | undefined {
	const [whole, seconds] = /^(?:Benchmarks complete|Exports complete)\b.*?(?: \(([\d.]+)s\))?\s*$/.exec(text) ?? [];
	return whole === undefined ? undefined : {...(seconds !== undefined && {seconds: Number(seconds)})};
}

/** Whether a model that was exported is loaded, which a benchmark does after each export. */
export function isInferenceStart(text: string): boolean {
	return /^Loading \S.* for (?:\S.* )?inference\.\.\.\s*$/.test(text);
}
