import type {ContainerActions} from '../../actions/actions.ts';
import type {Report} from '../../actions/report-action.ts';
import type {Conversation} from '../../conversation/conversation.ts';
import type {Remedy} from '../../domain/remedy.ts';
import type {Dialogs} from '../../screen/overlays/dialogs.ts';
import type {ResolvedTarget} from '../resolve-target.ts';
import type {MonitoredRun} from './monitored-run.ts';

/** What a key that acts on a run works with. */
export type Scene = {
	readonly run: MonitoredRun;
	readonly conversation: Conversation;
	/** What the screen can do beside speaking with the person. */
	readonly dialogs: Dialogs;
	readonly report: Report;
	/** What a diagnosis on the screen proposes. */
	readonly remedy?: Remedy | undefined;
};

/** What is done to a container. */
export type ContainerScene = Scene & {
	readonly actions: ContainerActions;
	readonly container: NonNullable<ResolvedTarget['container']>;
};
