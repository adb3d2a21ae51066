import type {Settings} from '../../domain/framework.ts';
import {UserError} from '../../domain/user-error.ts';
import {parseSettingsFile} from '../../parse/settings-file.ts';
import {readSettingsFile} from '../../training/run-directory.ts';
import type {ProgramStart} from '../start/program-start.ts';
import {shownCommands} from '../start/shown-commands.ts';
import {
	changedSettings,
	containerChanges,
	restartCommand,
	settingNames,
} from './resume-command.ts';
import type {SettingVerdict} from './relaunch.ts';
import type {FoundTraining} from './find-training.ts';
import type {RunPlace} from './place.ts';
import {describeProbe, type ResumeNote, type ResumePlan} from './plan.ts';
import type {ResumeRequest} from './request.ts';

/** The earlier run, as far as a restart needs to know it. */
export type EarlierTraining = {
	/** Undefined where the command is of a program that is not known. */
	readonly found?: FoundTraining | undefined;
	/** Its words as they were; undefined where nobody kept them. */
	readonly words?: readonly string[] | undefined;
	/** Where they are started, absolute. */
	readonly directory: string;
	/** Absolute; undefined where it is not known. */
	readonly runDirectory?: string | undefined;
	readonly settings: Settings;
	/** For messages. */
	readonly name: string;
};

/** The same command with what is to change. */
export type RepeatedCommand = {
	readonly command: readonly string[];
	readonly verdicts: readonly SettingVerdict[];
	/** Whether it is the earlier one word by word. */
	readonly isVerbatim: boolean;
};

/** What the settings file of a run says; what its output named where there is no such file. */
export async function readSettings(place: RunPlace, runDirectory: string | undefined, told: Settings): Promise<Settings> {
	if (runDirectory === undefined) {
		return told;
	}

	const file = await readSettingsFile(place.files(runDirectory));
	return file === undefined ? told : parseSettingsFile(file.text);
}

/**
The command of a training once more, from epoch 1, with other settings where they were asked for.

@throws UserError `training-command-unknown`.
*/
export function repeatCommand({found, words, settings, name}: EarlierTraining, {change}: Pick<ResumeRequest, 'change'>): RepeatedCommand {
	const changes = changedSettings(change);
	const isVerbatim = changes.length === 0 && words !== undefined && words.length > 0;
	const training = found?.training;
	// Which options a person's own script takes is known only where it takes those of train.py.
	const hasKnownOptions = training?.program === 'framework' || training?.framework === 'yolov5';
	if (!hasKnownOptions && !isVerbatim) {
		throw new UserError('training-command-unknown', {name});
	}

	return {
		isVerbatim,
		command: isVerbatim ? words : restartCommand(training!, undefined, change, settings),
		verdicts: [
			...changes.map(([setting, to]): SettingVerdict => {
				const from = training && settings[settingNames[setting][training.framework]];
				return {
					setting, ...(from !== undefined && {from}), to, onResume: 'by-new-run',
				};
			}),
			...containerChanges(change).map(([setting, to]): SettingVerdict => ({setting, to, onResume: 'by-new-container'})),
		],
	};
}

/** Puts a restart together, with what a person should know before. `hasCheckpoint` is false where there is none to go on from instead. */
export function toRestartPlan(earlier: EarlierTraining, {command, verdicts}: RepeatedCommand, start: ProgramStart, {hasCheckpoint, more = []}: {readonly hasCheckpoint: boolean; readonly more?: readonly ResumeNote[]}): ResumePlan {
	const {directory, runDirectory, settings, found} = earlier;
	const isSameDirectory = [found?.training.options.exist_ok, settings.exist_ok].some(value => value?.toLowerCase() === 'true');
	return {
		way: 'restart',
		otherWays: [],
		command,
		edits: {},
		verdicts,
		directory,
		...(runDirectory !== undefined && {runDirectory}),
		start,
		shown: shownCommands(start, command, directory),
		notes: [
			...(hasCheckpoint ? [] : [{code: 'no-checkpoint' as const, values: {}}]),
			{code: 'starts-again', values: {}},
			...(runDirectory === undefined ? [] : [{code: isSameDirectory ? 'old-run-overwritten' as const : 'old-run-stays' as const, values: {path: runDirectory}}]),
			...(start.kind === 'new-container' ? [{code: 'new-container' as const, values: {name: start.plan.name ?? '', old: start.container.name}}] : []),
			...(start.kind === 'exec' ? [{code: 'output-elsewhere' as const, values: {name: start.container.name}}] : []),
			...describeProbe(start),
			...more,
		],
	};
}

/** Whether an error says that there is nothing to go on from. */
export function isWithoutCheckpoint(error: unknown): boolean {
	return error instanceof UserError && ['checkpoint-missing', 'run-directory-unknown'].includes(error.code);
}
