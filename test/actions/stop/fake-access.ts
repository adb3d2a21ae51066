import {UserError} from '../../../source/domain/user-error.ts';
import type {TrainingSignal} from '../../../source/engine/engine.ts';
import type {CheckpointInspection} from '../../../source/training/checkpoint/checkpoint-inspection.ts';
import {isUnchanged} from '../../../source/actions/stop/checkpoint-guard.ts';
import type {GuardLook, GuardResult} from '../../../source/actions/stop/guard.ts';
import type {
	ActionClock,
	CheckpointMarks,
	FoundTraining,
	RestOptions,
	TrainingAccess,
} from '../../../source/actions/stop/training-access.ts';

/** What a training does on its own at a time in milliseconds. */
export type FakeTraining = {
	readonly found: FoundTraining;
	marks(at: number): CheckpointMarks;
	inspect?(at: number): CheckpointInspection | undefined;
	/** What the guard beside it comes to; `impossible` unless given, so that size and time remain. Nothing is sent unless it ends with `sent`. */
	guard?(options: RestOptions, attempt: number): Promise<GuardResult> | GuardResult;
	look?(at: number): GuardLook | undefined;
	/** How long each signal is in progress: a program in a container has to be started for it. */
	readonly sendMs?: readonly number[];
	/** Once a signal is out, the engine does not say before whether the training is gone. */
	readonly awayUntil?: number;
	/** When it ends by itself. */
	readonly endsAt?: number;
	/** Milliseconds after which a signal ends it; undefined when it does not. */
	endsAfter?(trainingSignal: TrainingSignal): number | undefined;
};

/** A training and a clock without a machine: waiting costs no time. */
export function createFakeAccess(training: FakeTraining) {
	let now = 0;
	let endsAt = training.endsAt ?? Infinity;
	let sends = 0;
	let guards = 0;
	const sent: Array<{readonly trainingSignal: TrainingSignal; readonly at: number}> = [];
	const clock: ActionClock = {
		now: () => now,
		async wait(ms, signal) {
			signal.throwIfAborted();
			now += ms;
		},
	};
	const access: TrainingAccess = {
		name: 'yolo',
		find: async () => training.found,
		async send(_, trainingSignal, {seen}) {
			now += training.sendMs?.[sends++] ?? 0;
			if (seen !== undefined && !isUnchanged(seen, training.marks(now))) {
				return 'writing';
			}

			sent.push({trainingSignal, at: now});
			endsAt = Math.min(endsAt, now + (training.endsAfter?.(trainingSignal) ?? Infinity));
			return 'sent';
		},
		async isGone() {
			if (sent.length > 0 && now < (training.awayUntil ?? 0)) {
				throw new UserError('engine-unreachable', {endpoint: 'ssh://far', reason: 'ECONNRESET'});
			}

			return now >= endsAt;
		},
		lookAtCheckpoints: async () => training.marks(now),
		async sendAtRest(_, trainingSignal, options) {
			guards++;
			const result = await training.guard?.(options, guards) ?? {end: 'impossible'};
			if (result.end === 'sent') {
				options.onSend();
				sent.push({trainingSignal, at: now});
				endsAt = Math.min(endsAt, now + (training.endsAfter?.(trainingSignal) ?? Infinity));
			}

			return result;
		},
		look: async () => training.look?.(now),
		inspect: async () => training.inspect?.(now),
		command: (_, trainingSignal) => ['kill', trainingSignal],
	};
	return {access, clock, sent};
}

export const whole = (completedEpochs?: number): CheckpointInspection => ({kind: 'whole', sizeBytes: 100, completedEpochs});
