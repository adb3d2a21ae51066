import type {ActionJournal} from '../action-journal.ts';
import {performAction} from '../perform-action.ts';
import {quoteCommand} from '../../domain/shell-quote.ts';
import type {Feed} from '../../domain/feed.ts';
import type {RunState} from '../../domain/run.ts';
import type {ContainerDetails} from '../../engine/container.ts';
import type {Engine} from '../../engine/engine.ts';
import {requireRunning} from '../shell.ts';
import {UserError} from '../../domain/user-error.ts';
import {
	listenAddress,
	startTensorboard,
	tensorboardCommand,
	type Tensorboard,
} from './start-tensorboard.ts';
import {planTensorboard} from './plan-tensorboard.ts';
import {startLocalTensorboard} from './local-tensorboard.ts';

/** What a run is read from; its container where it is in one. */
export type TensorboardTarget = {readonly container?: {readonly engine: Engine; readonly details: ContainerDetails}; readonly feed: Pick<Feed, 'target'>};

export type TensorboardWish = {
	readonly journal: ActionJournal;
	/** Milliseconds since 1970. */
	now(): number;
	/** The key or command that asked for it. */
	readonly trigger: string;
	readonly isReadOnly: boolean;
	/** Wanted port on this machine. */
	readonly port?: number | undefined;
	readonly isKept: boolean;
	readonly signal: AbortSignal;
};

/**
Starts TensorBoard over all runs beside a run, in its container or for a run directory of this machine, and notes it in the journal.

@throws UserError `tensorboard-missing`, `container-not-running`, `run-directory-unknown`, `target-without-files`, `read-only`.
*/
export async function openTensorboard({container, feed: {target}}: TensorboardTarget, run: RunState, {journal, now, trigger, isReadOnly, port, isKept, signal}: TensorboardWish): Promise<Tensorboard> {
	let opened: Tensorboard | undefined;
	const perform = async (name: string, command: readonly string[], open: () => Promise<Tensorboard>) => {
		await performAction({
			journal, target: name, now, isReadOnly,
		}, {trigger, signal}, {
			action: 'tensorboard',
			shown: quoteCommand(command),
			async run() {
				opened = await open();
				return {kind: 'done'};
			},
		});
	};

	if (container === undefined) {
		if (target.kind !== 'directory') {
			throw new UserError('target-without-files', {name: target.name});
		}

		const local = {directory: target.path, port};
		await perform(target.name, ['tensorboard', '--logdir', target.path], async () => startLocalTensorboard(local, signal));
	} else {
		const {engine} = container;
		const details = await engine.inspectContainer(container.details.id, {signal});
		requireRunning(details);
		const plan = await planTensorboard(engine, details, run, signal);
		const command = ['docker', 'exec', details.name, ...tensorboardCommand(plan, listenAddress(engine, details, isKept))];
		await perform(details.name, command, async () => startTensorboard(engine, details, plan, {port, isKept, signal}));
	}

	signal.throwIfAborted();
	return opened!;
}
