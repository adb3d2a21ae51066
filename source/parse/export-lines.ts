import type {ExportedModel} from '../domain/tool-run.ts';

/*
What export.py, benchmarks.py, `yolo export` and `yolo benchmark` print. Each recogniser gives undefined for every other line.
Source: export.py and benchmarks.py of YOLOv5 v6.0 to 2026 and of YOLOv9; ultralytics/engine/exporter.py and utils/benchmarks.py of 8.0 to 8.4.
*/

const started = /^[A-Z]\w*(?: [A-Z]\w*)*: (?:starting (?:export|TFLite export|pipeline) with|starting from) /;
const succeeded = /^([A-Z][\w .]*): export success (?:[^\s\d]+ )?([\d.]+)s, saved as '?(.+?)'? \(([\d.]+) MB\)$/;
/** YOLOv5 up to v6.1 says neither time nor sign. */
const succeededOld = /^([A-Z][\w .]*): export success, saved as (\S+) \(([\d.]+) MB\)$/;
const failed = /^([A-Z][\w .]*): export failure(?: [^\s\d:]+)?(?: ([\d.]+)s)?: (.+)$/;

/** Whether the line begins an export, `ONNX: starting export with onnx 1.16.1...`. */
export function isExportStart(text: string): boolean {
	return started.test(text);
}

/** One format that is done. */
export function recogniseExport(text: string): ExportedModel | undefined {
	const line = text.trimEnd();
	const [, name, seconds, path, megabytes] = succeeded.exec(line) ?? [];
	if (name !== undefined) {
		return {
			format: name, isFailed: false, path: path!, megabytes: Number(megabytes), seconds: Number(seconds),
		};
	}

	const [, oldName, oldPath, oldMegabytes] = succeededOld.exec(line) ?? [];
	if (oldName !== undefined) {
		return {
			format: oldName, isFailed: false, path: oldPath!, megabytes: Number(oldMegabytes),
		};
	}

	const [, failedName, time, reason] = failed.exec(line) ?? [];
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
	if (!/^(?:Benchmarks|Exports) complete\b/.test(text)) {
		return undefined;
	}

	const [, seconds] = / \(([\d.]+)s\)$/.exec(text.trimEnd()) ?? [];
	return seconds === undefined ? {} : {seconds: Number(seconds)};
}
