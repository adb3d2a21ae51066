import type {TrainingCommand} from '../../training/training-program.ts';
import type {Framework} from '../../domain/framework.ts';
import {UserError} from '../../domain/user-error.ts';
import {changedSettings, restartCommand, resumeCommand} from './resume-command.ts';
import {planRelaunch, type SettingVerdict} from './relaunch.ts';
import type {InspectedRun} from './inspect-run.ts';
import type {ResumeRequest, ResumeWay} from './request.ts';

/** How the run goes on. */
export type ChosenWay = {
	readonly way: ResumeWay;
	/** The others that would work. */
	readonly otherWays: readonly ResumeWay[];
	readonly command: readonly string[];
	/** To be written into opt.yaml before; empty for all other ways. */
	readonly edits: Readonly<Record<string, string>>;
	/** What becomes of each setting that was to change. */
	readonly verdicts: readonly SettingVerdict[];
};

/** What becomes of a setting in the way that was chosen. A run that could be resumed keeps the reason why it is not. */
function settle(verdict: SettingVerdict, way: ResumeWay, {isFinished, isEditable}: {readonly isFinished: boolean; readonly isEditable: boolean}): SettingVerdict {
	const onResume = !isEditable && verdict.onResume === 'through-settings-file' ? 'ignored' : verdict.onResume;
	const isReason = !isFinished && onResume === 'ignored';
	return {...verdict, onResume: way !== 'new-run' || onResume === 'by-new-container' || isReason ? onResume : 'by-new-run'};
}

/**
Chooses between a resume, a resume with edited settings and a new run from the weights: the first that is possible and keeps
everything that was asked for, or the one that was asked for.

@throws UserError `checkpoint-finished`, `resume-not-supported`, `resume-way-impossible`.
*/
export function chooseWay(run: InspectedRun, training: TrainingCommand, framework: Framework, {change, way}: ResumeRequest): ChosenWay {
	const {checkpoint, settings, inspection, settingsFile} = run;
	const isFinished = inspection.isFinished === true;
	const plan = planRelaunch({
		training, framework, settings, checkpoint, canResume: !isFinished,
	}, change);
	const isNeedsEdit = framework.name === 'yolov5' && changedSettings(change).length > 0;
	const resume = resumeCommand(training, checkpoint, framework.name === 'ultralytics' ? change : {});
	const canKeepSettings = plan.verdicts.every(({onResume}) => onResume !== 'ignored') && (!isNeedsEdit || settingsFile !== undefined);
	const possible: ResumeWay[] = [
		...(resume !== undefined && !isFinished && canKeepSettings ? [isNeedsEdit ? 'edit' as const : 'resume' as const] : []),
		'new-run',
	];
	if (way === undefined && changedSettings(change).length === 0 && possible[0] === 'new-run') {
		throw new UserError(resume === undefined ? 'resume-not-supported' : 'checkpoint-finished', {path: checkpoint});
	}

	const chosen = way ?? possible[0]!;
	if (!possible.includes(chosen)) {
		if (isFinished) {
			throw new UserError('checkpoint-finished', {path: checkpoint});
		}

		throw new UserError('resume-way-impossible', {way: chosen, allowed: possible.join(', ')});
	}

	return {
		way: chosen,
		otherWays: [...possible.filter(other => other !== chosen), 'restart'],
		command: chosen === 'new-run' ? restartCommand(training, checkpoint, change, settings) : resume!,
		edits: chosen === 'edit' ? Object.fromEntries(plan.ways.flatMap(option => option.kind === 'resume' ? Object.entries(option.edits) : []).map(([key, value]) => [key, value])) : {},
		verdicts: plan.verdicts.map(verdict => settle(verdict, chosen, {isFinished, isEditable: settingsFile !== undefined})),
	};
}
