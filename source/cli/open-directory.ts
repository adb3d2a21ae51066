import path from 'node:path';
import {createWriterActions, type ProcessActions} from '../actions/process-actions.ts';
import type {RunState} from '../domain/run.ts';
import {UserError} from '../domain/user-error.ts';
import {createActionClock} from './action-clock.ts';
import {findCurrentWriter} from './current-writer.ts';
import {followAgain} from './follow-again.ts';
import type {Io} from './io.ts';
import {openActing, type Acting} from './open-acting.ts';
import type {Options} from './options/options.ts';
import {readRun} from './read-run.ts';
import type {ResolvedTarget} from './resolve-target.ts';

/** A run directory whose training a command stops; the parts are those of `OpenedContainer`. */
export type OpenedDirectory = Omit<Acting, 'scene' | 'journal'> & {
	readRun(): Promise<RunState>;
	follow(): () => Promise<void>;
	readonly scene: Acting['scene'] & {readonly actions: ProcessActions; readonly name: string};
};

/**
Opens the run directory of this machine that a command acts on.

@throws UserError `trained-elsewhere` where a container or a job is seen to write it.
*/
export async function openDirectory(target: ResolvedTarget, directory: string, acting: {readonly options: Options; readonly io: Io; readonly trigger: string}): Promise<OpenedDirectory> {
	const {options, io, trigger} = acting;
	let state: RunState = await readRun(target.feed, io, {isFollowing: false});
	const writer = await findCurrentWriter(target, state, options, io);
	if (writer !== undefined && writer.kind !== 'process') {
		throw new UserError('trained-elsewhere', {name: directory, writer: writer.name});
	}

	const {journal, scene, end, close} = openActing(options, io, trigger);
	return {
		readRun: async () => state,
		follow: () => followAgain(options, io, {
			known: state,
			onState(current) {
				state = current;
			},
		}),
		scene: {
			...scene,
			name: directory,
			actions: createWriterActions({
				name: directory, directory: path.resolve(directory), getState: () => state, journal, clock: createActionClock(io.now), isReadOnly: options.isReadOnly,
			}),
		},
		end,
		close() {
			close();
			target.close();
		},
	};
}
