import type {SettingsChange} from './resume-command.ts';

/**
`resume`: as it is. `edit`: with settings edited in opt.yaml. `new-run`: from the weights, at epoch 1. `restart`: the same command again,
which needs no checkpoint.
*/
export type ResumeWay = 'resume' | 'edit' | 'new-run' | 'restart';

/** What a person asks for. */
export type ResumeRequest = {
	readonly change: SettingsChange;
	/** Undefined for the best that is possible. */
	readonly way?: ResumeWay | undefined;
	/** Instead of last.pt of the run; relative to where the training was started. */
	readonly checkpoint?: string | undefined;
	/** The command of the training, where it cannot be known. */
	readonly command?: readonly string[];
};
