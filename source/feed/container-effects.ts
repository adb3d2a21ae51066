import type {Inputs} from './run-machine.ts';
import type {FeedEffect, FeedInput} from './container-machine.ts';
import type {ContainerReading} from './container-reading.ts';
import type {FilesSource} from './files-source.ts';
import type {LastRun} from './last-run.ts';
import type {LogSource} from './log-source.ts';
import {waitAtMost} from './waiting.ts';

/** What the run of a container can be read from. */
export type ContainerSources = {
	readonly log: LogSource;
	readonly files: FilesSource;
	readonly lastRun: LastRun;
};

export type ContainerEffects = {
	perform(effect: FeedEffect): Promise<void>;
	/** Ends what goes on. */
	close(): Promise<void>;
};

/** One source while it is open: what goes on for it ends with it. */
type Scope = {readonly stop: AbortController; readonly background: Array<Promise<void>>};

/**
Does what the machine of a container's feed asks for. What takes its time goes on beside it and is put in when it is done, unless its
source was closed meanwhile.
*/
export function createContainerEffects(reading: ContainerReading, {log, files, lastRun}: ContainerSources, inputs: Inputs<FeedInput>, {isFollowing, signal}: {readonly isFollowing: boolean; readonly signal: AbortSignal}): ContainerEffects {
	const {output: {pipeline}, connection, watch, runFiles, live} = reading;
	const openScope = (): Scope => ({stop: new AbortController(), background: []});
	let scope = openScope();

	const put = (input: FeedInput, ends: AbortSignal) => {
		if (!ends.aborted) {
			inputs.put(input);
		}
	};

	/** Begins something that gives an input when it is done. */
	function begin(work: (signal: AbortSignal) => Promise<FeedInput>): void {
		const {stop, background} = scope;
		const ends = AbortSignal.any([signal, stop.signal]);
		background.push((async () => {
			try {
				put(await work(ends), ends);
			} catch (error) {
				put({type: 'failed', error}, ends);
			}
		})());
	}

	async function closeScope(): Promise<void> {
		const {stop, background} = scope;
		scope = openScope();
		stop.abort();
		await Promise.allSettled(background);
	}

	async function check(isRemoved: boolean, stop: AbortSignal): Promise<FeedInput> {
		live.stop();
		pipeline.flush();
		const presence = await watch.refresh(stop);
		await runFiles.look(stop);
		return {type: 'container-checked', isGone: isRemoved || presence === 'gone', isUp: watch.isUp()};
	}

	async function look(isNow: boolean, stop: AbortSignal): Promise<FeedInput> {
		const found = await files.look(isNow, stop);
		const isUp = watch.isUp();
		if (!isUp) {
			watch.started.clear();
		}

		return {
			type: 'looked', isPrinting: found === 'printing', isUp, isRemoved: watch.state().status === 'removed',
		};
	}

	async function waitForStart(limitMs: number, stop: AbortSignal): Promise<FeedInput> {
		await waitAtMost(limitMs, watch.started, stop);
		return {type: 'wait-over', isUp: watch.isUp(), isRemoved: watch.state().status === 'removed'};
	}

	async function perform(effect: FeedEffect): Promise<void> {
		switch (effect.type) {
			case 'open-log': {
				if (isFollowing) {
					scope.background.push(...log.open(inputs.put, AbortSignal.any([signal, scope.stop.signal])));
				}

				break;
			}

			case 'read-log': {
				begin(async stop => isFollowing ? log.follow(stop) : log.readOnce(stop));
				break;
			}

			case 'check-container': {
				begin(async stop => check(effect.isRemoved, stop));
				break;
			}

			case 'close-log': {
				live.stop();
				await closeScope();
				break;
			}

			case 'seek-last-run': {
				begin(async stop => ({type: 'sought', source: await lastRun.seek(stop)}));
				break;
			}

			case 'open-files': {
				files.open(effect.source);
				break;
			}

			case 'look': {
				begin(async stop => look(effect.isNow, stop));
				break;
			}

			case 'close-files': {
				await closeScope();
				files.close();
				break;
			}

			case 'wait-for-start': {
				begin(async stop => waitForStart(effect.limitMs, stop));
				break;
			}

			case 'report': {
				connection.report(effect.connection);
				break;
			}
		}
	}

	return {perform, close: closeScope};
}
