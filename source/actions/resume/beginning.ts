import {parseTrainingCommand} from '../../training/command-line.ts';
import type {RunState, TrainingBeginning} from '../../domain/run.ts';
import {settingNames, type TrainingSetting} from './resume-command.ts';
import type {ResumePlan} from './plan.ts';

const isTrainingSetting = (setting: string): setting is TrainingSetting => Object.hasOwn(settingNames, setting);

/** What belongs to one run alone, and is said again by the next one. */
const ofOneRun: ReadonlySet<string> = new Set(['resume', 'save_dir', 'name']);

/** Whether a plan goes on with the run itself, in its own directory. */
export const isSameRun = ({way}: Pick<ResumePlan, 'way'>): boolean => way === 'resume' || way === 'edit';

/** What a plan begins, as far as it is known before the program says anything: the settings that will be in force. */
export function beginningOf(plan: ResumePlan, run: RunState): TrainingBeginning {
	const {way, run: inspected, verdicts, command} = plan;
	const isSame = isSameRun(plan);
	const framework = run.framework?.name ?? parseTrainingCommand(command)?.framework ?? 'yolov5';
	const before = Object.entries(inspected?.settings ?? run.settings).filter(([name]) => isSame || !ofOneRun.has(name));
	const changed = verdicts.flatMap(({setting, to, onResume}) => isTrainingSetting(setting) && !(isSame && onResume === 'ignored') ? [[settingNames[setting][framework], to] as const] : []);
	const weights = way === 'new-run' && inspected !== undefined ? [[framework === 'yolov5' ? 'weights' : 'model', inspected.checkpoint] as const] : [];
	return {isSameRun: isSame, settings: Object.fromEntries([...before, ...weights, ...changed])};
}
