import type {ActionJournal} from '../actions/action-journal.ts';
import {performAction} from '../actions/perform-action.ts';
import {quoteCommand} from '../domain/shell-quote.ts';
import {startLocalTensorboard} from '../actions/tensorboard/local-tensorboard.ts';
import {planTensorboard} from '../actions/tensorboard/plan-tensorboard.ts';
import {
	listenAddress,
	startTensorboard,
	tensorboardCommand,
	type Tensorboard,
} from '../actions/tensorboard/start-tensorboard.ts';
import type {RunState} from '../domain/run.ts';
import {UserError} from '../domain/user-error.ts';
import type {Io} from './io.ts';
import type {ResolvedTarget} from './resolve-target.ts';

export type TensorboardWish = {
	readonly journal: ActionJournal;
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
export async function openTensorboard({container, feed: {target}}: Pick<ResolvedTarget, 'container' | 'feed'>, run: RunState, {journal, trigger, isReadOnly, port, isKept, signal}: TensorboardWish, {now}: Pick<Io, 'now'>): Promise<Tensorboard> {
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
		if (details.state.status !== 'running') {
			throw new UserError(details.state.status === 'paused' ? 'container-is-paused' : 'container-not-running', {name: details.name});
		}

		const plan = await planTensorboard(engine, details, run, signal);
		const command = ['docker', 'exec', details.name, ...tensorboardCommand(plan, listenAddress(engine, details, isKept))];
		await perform(details.name, command, async () => startTensorboard(engine, details, plan, {port, isKept, signal}));
	}

	signal.throwIfAborted();
	return opened!;
}
