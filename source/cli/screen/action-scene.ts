import type {ContainerActions} from '../../actions/actions.ts';
import type {ProcessActions} from '../../actions/process-actions.ts';
import type {Remedy} from '../../checks/diagnosis.ts';
import type {Language} from '../../text/language.ts';
import type {Dialogs} from '../../screen/overlays/dialogs.ts';
import type {ResolvedTarget} from '../resolve-target.ts';
import type {ActionRunner} from './action-runner.ts';
import type {MonitoredRun} from './monitored-run.ts';

/** What an action of the screen works with, whatever the run is. */
export type Scene = {
	readonly run: MonitoredRun;
	readonly runner: ActionRunner;
	readonly language: Language;
	readonly dialogs: Dialogs;
	/** What a diagnosis on the screen proposes. */
	readonly remedy?: Remedy | undefined;
	/** Milliseconds since 1970. */
	now(): number;
};

/** A stop: of a training in a container, or of a plain process of our own. */
export type StopScene = Scene & {
	readonly actions: Pick<ProcessActions, 'perform' | 'stopQuestion'>;
	/** Of the container; undefined for a process. */
	readonly name?: string;
};

/** What is done to a container. */
export type ContainerScene = Scene & {
	readonly actions: ContainerActions;
	readonly container: NonNullable<ResolvedTarget['container']>;
};
