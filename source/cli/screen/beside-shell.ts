import {posix} from 'node:path';
import {type RunEvent, isSourceEvent} from '../../domain/event.ts';
import type {Observation} from '../../domain/observation.ts';
import type {ShellListener} from '../../feed/shell-feed.ts';
import {isEnded} from '../../run/ended.ts';
import type {Store} from '../../run/store.ts';
import type {ContainerTraining} from '../../training/find-trainings.ts';

/** Joins what a shell says of its training with what the feed of the container says of it. */
export type BesideShell = ShellListener & {
	/** What the run's own feed adds to what the shell has said. */
	ofRun(events: readonly RunEvent[]): readonly RunEvent[];
	/** The run goes on with another feed. */
	forget(): void;
};

/** `runDirectory` is that of the one run of the container which is shown, absolute; undefined where the whole container is. */
export function createBesideShell(store: Store, runDirectory: () => string | undefined): BesideShell {
	/** What the run's own feed has last observed. */
	let observed: Observation | undefined;
	/** Whose output was read in the shell: what its files and its process tell beside it, they tell as facts alone. */
	let told: ContainerTraining | undefined;
	let isFollowed = false;

	const isTold = (): boolean => isFollowed || (told !== undefined && observed?.pid === told.process.pid);

	function factsOf(event: RunEvent): readonly RunEvent[] {
		switch (event.type) {
			case 'training-observed': {
				return [{type: 'training-observed'}];
			}

			case 'run-directory-announced': {
				const located: readonly RunEvent[] = posix.isAbsolute(event.path) ? [{type: 'run-directory-located', path: event.path}] : [];
				return store.getState().runDirectory === undefined && observed?.pid === told?.process.pid ? [event, ...located] : located;
			}

			default: {
				return isSourceEvent(event) ? [event] : [];
			}
		}
	}

	return {
		mayFollow(training, found) {
			const isOfRun = runDirectory() === undefined || training.runDirectory === runDirectory();
			// One that the container itself prints, or that is observed already, is what the screen shows.
			const isOtherShown = found.some(({output}) => output.kind === 'container') || (observed?.isRunning === true && observed.pid !== training.process.pid);
			return isOfRun && !isOtherShown;
		},
		onFollowed(training, isFromStart) {
			if (training !== undefined) {
				isFollowed = true;
				told = training;
				const isKnown = isFromStart || observed?.pid === training.process.pid;
				store.dispatch([...(isKnown ? [] : beginningOf(training)), {type: 'training-observed'}]);
				return;
			}

			if (!isFollowed) {
				return;
			}

			isFollowed = false;
			const {phase, epochs} = store.getState();
			if (isEnded(phase)) {
				return;
			}

			// Its output stopped without mentioning the end: process and files say what is known, and the last bar is old.
			const {pid} = told!.process;
			told = undefined;
			const isBar = phase.kind === 'training' || (phase.kind === 'validating' && !phase.isFinal);
			store.dispatch([
				{type: 'training-observed', observation: observed?.pid === pid ? observed : {output: {kind: 'started-elsewhere'}, isRunning: true, pid}},
				...(isBar ? [{type: 'training-started', ...(epochs !== undefined && {epochs})} as const] : []),
			]);
		},
		ofRun(events) {
			for (const event of events) {
				if (event.type === 'training-observed') {
					observed = event.observation;
				}
			}

			return isTold() ? events.flatMap(event => factsOf(event)) : events;
		},
		forget() {
			observed = undefined;
			told = undefined;
			isFollowed = false;
		},
	};
}

/** What is known of a training whose first words nobody has read. */
function beginningOf({training: {framework, task, options}, runDirectory}: ContainerTraining): readonly RunEvent[] {
	return [
		{
			type: 'process-started', tool: 'train', framework: {name: framework}, task, settings: options,
		},
		...(runDirectory === undefined ? [] : [{type: 'run-directory-announced', path: runDirectory} as const]),
	];
}
