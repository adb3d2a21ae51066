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

/** What has become of a container whose record has ended, and of the files of its run. */
async function check({output: {pipeline}, watch, runFiles, live}: ContainerReading, isRemoved: boolean, signal: AbortSignal): Promise<FeedInput> {
	live.stop();
	pipeline.flush();
	const presence = await watch.refresh(signal);
	await runFiles.look(signal);
	return {type: 'container-checked', isGone: isRemoved || presence === 'gone', isUp: watch.isUp()};
}

async function look({watch}: ContainerReading, files: FilesSource, isNow: boolean, signal: AbortSignal): Promise<FeedInput> {
	const found = await files.look(isNow, signal);
	const isUp = watch.isUp();
	if (!isUp) {
		// Only what comes from now on is a restart.
		watch.started.clear();
	}

	return {
		type: 'looked', isPrinting: found === 'printing', isUp, isRemoved: watch.state().status === 'removed',
	};
}

async function waitForStart({watch}: ContainerReading, limitMs: number, signal: AbortSignal): Promise<FeedInput> {
	await waitAtMost(limitMs, watch.started, signal);
	return {type: 'wait-over', isUp: watch.isUp(), isRemoved: watch.state().status === 'removed'};
}

/**
Does what the machine of a container's feed asks for. What takes its time goes on beside it and is put in when it is done, unless its
source was closed meanwhile.
*/
export function createContainerEffects(reading: ContainerReading, {log, files, lastRun}: ContainerSources, inputs: Inputs<FeedInput>, {isFollowing, signal}: {readonly isFollowing: boolean; readonly signal: AbortSignal}): ContainerEffects {
	const {connection, live} = reading;
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

	const effects: {readonly [Type in FeedEffect['type']]: (effect: FeedEffect & {readonly type: Type}) => void | Promise<void>} = {
		'open-log'() {
			if (isFollowing) {
				scope.background.push(...log.open(inputs.put, AbortSignal.any([signal, scope.stop.signal])));
			}
		},
		'read-log'() {
			begin(async stop => isFollowing ? log.follow(stop) : log.readOnce(stop));
		},
		'check-container'({isRemoved}) {
			begin(async stop => check(reading, isRemoved, stop));
		},
		async 'close-log'() {
			live.stop();
			await closeScope();
		},
		'seek-last-run'() {
			begin(async stop => ({type: 'sought', source: await lastRun.seek(stop)}));
		},
		'open-files'({source}) {
			files.open(source);
		},
		look({isNow}) {
			begin(async stop => look(reading, files, isNow, stop));
		},
		async 'close-files'() {
			await closeScope();
			files.close();
		},
		'wait-for-start'({limitMs}) {
			begin(async stop => waitForStart(reading, limitMs, stop));
		},
		report({connection: value}) {
			connection.report(value);
		},
	};
	return {
		async perform(effect) {
			await (effects[effect.type] as (effect: FeedEffect) => void | Promise<void>)(effect);
		},
		close: closeScope,
	};
}
