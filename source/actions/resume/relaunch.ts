import type {Framework, Settings} from '../../domain/framework.ts';
import type {TrainingCommand} from '../../training/training-program.ts';
import {
	changedSettings,
	containerChanges,
	isOfContainer,
	restartCommand,
	resumeCommand,
	settingNames,
	type SettingsChange,
	type TrainingSetting,
} from './resume-command.ts';

/** What becomes of one changed setting when the run is resumed with a flag for it. */
export type SettingVerdict = {
	readonly setting: keyof SettingsChange;
	/** As the run has it now; undefined when not known. */
	readonly from?: string | undefined;
	readonly to: string;
	readonly onResume:
		/** The framework takes it over. */
		| 'honoured'
		/** A flag would be ignored silently, but opt.yaml is read, so it is edited there. */
		| 'through-settings-file'
		/** It would be ignored silently, and there is no way but a new run. */
		| 'ignored'
		/** The new run gets it as a flag. */
		| 'by-new-run'
		/** It belongs to the container, so a new one is made. */
		| 'by-new-container';
};

export type RelaunchWay =
	/** Goes on with the next epoch. `edits` are written to opt.yaml before, with a backup. */
	| {readonly kind: 'resume'; readonly command: readonly string[]; readonly edits: Readonly<Record<string, string>>}
	/** Begins at epoch 1 with the weights of last.pt. */
	| {readonly kind: 'new-run'; readonly command: readonly string[]};

export type RelaunchPlan = {
	readonly verdicts: readonly SettingVerdict[];
	/** The best first; empty when nothing is changed. */
	readonly ways: readonly RelaunchWay[];
	readonly needsNewContainer: boolean;
};

export type RelaunchFacts = {
	readonly training: TrainingCommand;
	readonly framework: Framework;
	/** Opt.yaml or args.yaml. */
	readonly settings: Settings;
	/** Path of last.pt in the container. */
	readonly checkpoint: string;
	/** False when the run is finished or its checkpoint is damaged. */
	readonly canResume: boolean;
};

function isVersionAtLeast(version: string | undefined, wanted: readonly [number, number, number]): boolean {
	const parts = /^(\d+)\.(\d+)\.(\d+)/.exec(version ?? '');
	if (parts === null) {
		return false;
	}

	const [major = 0, minor = 0, patch = 0] = parts.slice(1).map(Number);
	return major === wanted[0] ? (minor === wanted[1] ? patch >= wanted[2] : minor > wanted[1]) : major > wanted[0];
}

/**
Whether Ultralytics takes a setting over when it resumes; everything else comes from the checkpoint. Where the version is
not known, only what all of them honour counts.
Source: engine/trainer.py check_resume: image size and batch in all of 8.x, device since 8.2, workers and patience since
the pull request 22903 of December 2025, which is in every 8.4.
*/
export function isHonouredOnResume(setting: TrainingSetting, version: string | undefined): boolean {
	switch (setting) {
		case 'imageSize':
		case 'batchSize': {
			return true;
		}

		case 'device': {
			return isVersionAtLeast(version, [8, 3, 0]);
		}

		case 'workers':
		case 'patience': {
			return isVersionAtLeast(version, [8, 4, 0]);
		}

		case 'epochs': {
			return false;
		}
	}
}

/** What a change of settings means for a run, and the ways that really bring it about. */
export function planRelaunch(facts: RelaunchFacts, change: SettingsChange): RelaunchPlan {
	const {training, framework, settings, checkpoint} = facts;
	const changes = changedSettings(change);
	const verdicts: SettingVerdict[] = changes.map(([setting, to]) => ({
		setting,
		from: settings[settingNames[setting][framework.name]],
		to,
		onResume: framework.name === 'yolov5'
			? (training.task === 'classify' ? 'ignored' : 'through-settings-file')
			: (isHonouredOnResume(setting, framework.version) ? 'honoured' : 'ignored'),
	}));
	verdicts.push(...containerChanges(change).map(([setting, to]): SettingVerdict => ({setting, to, onResume: 'by-new-container'})));

	const ways: RelaunchWay[] = [];
	const resume = resumeCommand(training, checkpoint, framework.name === 'ultralytics' ? change : {});
	if (resume !== undefined && facts.canResume && verdicts.every(verdict => verdict.onResume !== 'ignored')) {
		ways.push({
			kind: 'resume',
			command: resume,
			edits: framework.name === 'yolov5' ? Object.fromEntries(changes.map(([setting, value]) => [settingNames[setting].yolov5, value])) : {},
		});
	}

	ways.push({kind: 'new-run', command: restartCommand(training, checkpoint, change, settings)});
	return {verdicts, ways: verdicts.length === 0 ? [] : ways, needsNewContainer: isOfContainer(change)};
}
