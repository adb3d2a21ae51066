import {UserError} from '../../domain/user-error.ts';
import type {ContainerDetails} from '../../engine/container.ts';
import {describeError} from '../../words/errors.ts';
import type {WatchedProgram} from '../../watch/watch.ts';
import type {Io} from '../io.ts';
import type {Options} from '../options/options.ts';
import {
	beginWatch,
	containerSubject,
	jobSubject,
	tellWatch,
	type WatchWish,
} from './begin-watch.ts';

/** A training that was started goes on, also where it cannot be watched: that is said, and is no reason to end. */
async function tellFailures(begin: () => Promise<void>, {language}: Options, io: Io): Promise<void> {
	try {
		await begin();
	} catch (error) {
		if (!(error instanceof UserError)) {
			throw error;
		}

		const {message, hint} = describeError(error, language);
		io.stderr.write(`yolotop: ${message}\n${hint}\n`);
	}
}

/** Watches a container that is about to be shown, or a program in it, where the person wants it. */
export async function watchContainer(details: ContainerDetails, wish: WatchWish | undefined, options: Options, io: Io, program?: WatchedProgram): Promise<void> {
	if (wish !== undefined) {
		await tellFailures(async () => {
			tellWatch(await beginWatch(containerSubject(details, (wish.max ?? 0) > 0, options, io, program), details.name, wish, options, io), options, io);
		}, options, io);
	}
}

/** Watches a job that was submitted, where the person wants it; also one that waits. */
export async function watchJob(name: string, wish: WatchWish | undefined, options: Options, io: Io): Promise<void> {
	if (wish !== undefined) {
		await tellFailures(async () => {
			tellWatch(await beginWatch(jobSubject(name), name, wish, options, io), options, io);
		}, options, io);
	}
}
