import type {ActionJournal} from '../actions/action-journal.ts';
import {createTensorboardSession} from '../actions/tensorboard/tensorboard-session.ts';
import type {Feed} from '../domain/feed.ts';
import type {Engine} from '../engine/engine.ts';
import type {LaunchedContainer} from '../actions/start/launch-container.ts';
import {initialRunState} from '../run/initial-state.ts';
import {wordsIn} from '../words/words.ts';
import {launchedFeed} from '../feed/launched-feed.ts';
import type {Options} from './options/options.ts';
import {converse} from './converse.ts';
import type {Io} from './io.ts';
import type {ResolvedTarget} from './resolve-target.ts';
import {isScreenWanted, showRun} from './show-run.ts';

/** A container that was just started, and the journal that says so. */
export type ShownLaunch = {
	readonly engine: Engine;
	readonly launched: LaunchedContainer;
	readonly journal: ActionJournal;
};

/** Shows a container that was just started, until it ends or the person leaves; then says that it goes on. */
export async function showLaunched({engine, launched, journal}: ShownLaunch, options: Options, io: Io, wrap = (feed: Feed): Feed => feed): Promise<number> {
	const {details} = launched;
	const isOnScreen = isScreenWanted(options, io);
	const target: ResolvedTarget = {
		feed: wrap(launchedFeed(engine, launched, isOnScreen)), container: {engine, details}, journal, close: () => undefined,
	};
	const tensorboard = createTensorboardSession({
		journal, now: io.now, isReadOnly: options.isReadOnly, isKept: options.isKept, port: options.tensorboard?.port,
	});
	if (!isOnScreen && options.tensorboard !== undefined) {
		void tensorboard.press({
			conversation: converse({...options, isYes: true}, io), target, run: initialRunState, trigger: 'yolotop run',
		});
	}

	try {
		return await showRun(target, options, io);
	} finally {
		await tensorboard.close();
		const current = await engine.inspectContainer(details.id).catch(() => undefined);
		if (current?.state.status === 'running') {
			io.stderr.write(wordsIn(options.language).launch.goesOn(details.name));
		}
	}
}
