import type {EpochRecord} from '../domain/run.ts';
import type {Framework, Settings, Task} from '../domain/framework.ts';
import {toTask} from '../domain/task.ts';
import {parseResultsCsv} from '../parse/results-csv.ts';
import type {RunEvidence} from '../parse/run-ending.ts';
import {parseSettingsFile} from '../parse/settings-file.ts';
import type {RunFiles} from './run-directory.ts';

/** What the files of a run directory say, read. */
export type RunFacts = {
	readonly settings: Settings;
	readonly records: readonly EpochRecord[];
	readonly framework?: Framework;
	readonly task?: Task;
};

/** Reads the files of a run; `parseSettings` may be one that reads less. */
export function readRunFacts({results, settings}: RunFiles, parseSettings: (text: string) => Settings = parseSettingsFile): RunFacts {
	const table = parseResultsCsv(results?.text ?? '');
	const values = parseSettings(settings?.text ?? '');
	// The name of the settings file is certain, columns overlap; only the settings of Ultralytics say the task.
	const framework = isYolov6(values) ? yolov6 : (settings?.framework === undefined ? table.framework : {name: settings.framework});
	const task = toTask(values.task) ?? table.task;
	return {
		settings: values,
		records: table.records,
		...(framework !== undefined && {framework}),
		...(task !== undefined && {task}),
	};
}

/** It writes args.yaml as Ultralytics does, with names of its own. Source: tools/train.py of meituan/YOLOv6. */
const isYolov6 = ({conf_file: configuration, data_path: data}: Settings): boolean => configuration !== undefined && data !== undefined;
const yolov6: Framework = {name: 'yolov5', variant: 'yolov6'};

/** At an end both checkpoints are stripped, so they have one size; an optimizer makes a checkpoint twice as large. */
const leastWithOptimizer = 1.5;

/** What the sizes say where nobody looked into last.pt; undefined where they say nothing. */
function isStrippedBySize(checkpoints: RunFiles['checkpoints']): false | undefined {
	const sizeOf = (name: string) => checkpoints.find(checkpoint => checkpoint.name === name)?.sizeBytes ?? 0;
	const best = sizeOf('best.pt');
	return best > 0 && sizeOf('last.pt') > best * leastWithOptimizer ? false : undefined;
}

/** What the files say of the end of the run. */
export function toEvidence({settings, results, checkpoints, plottedAt, isStripped}: RunFiles, facts: RunFacts): RunEvidence {
	return {
		settings: facts.settings,
		records: facts.records,
		framework: facts.framework?.name,
		task: facts.task,
		startedAt: settings?.modifiedAt,
		resultsAt: results?.modifiedAt,
		plottedAt,
		isStripped: isStripped ?? isStrippedBySize(checkpoints),
	};
}
