import type {Options} from '../config/options.ts';
import type {Feed} from '../domain/feed.ts';
import type {Engine} from '../engine/engine.ts';
import {createContainerFeed} from '../feed/container-feed.ts';
import {createLaunchedFeed} from '../feed/launched-feed.ts';
import type {LaunchedContainer} from '../launch/launch-container.ts';
import {launchTexts} from '../text/launch.ts';
import type {Io} from './io.ts';
import {isScreenWanted, showRun} from './show-run.ts';

/** The feed of a container that was just started, from its first byte. */
export function launchedFeed(engine: Engine, {details, early}: LaunchedContainer, isOnScreen: boolean): Feed {
	const feed = createContainerFeed(engine, details, {name: details.name, waitsForRestart: isOnScreen && !details.isAutoRemoved});
	return early === undefined ? feed : createLaunchedFeed(feed, {early: early.output, state: details.state, exit: early.exit});
}

/** Shows a container that was just started, until it ends or the person leaves; then says that it goes on. */
export async function showLaunched(engine: Engine, launched: LaunchedContainer, options: Options, io: Io, wrap = (feed: Feed): Feed => feed): Promise<number> {
	const {details} = launched;
	const isOnScreen = isScreenWanted(options, io);
	try {
		return await showRun({feed: wrap(launchedFeed(engine, launched, isOnScreen)), container: {engine, details}, close: () => undefined}, options, io);
	} finally {
		const present = await engine.inspectContainer(details.id).catch(() => undefined);
		if (present?.state.status === 'running') {
			io.stderr.write(launchTexts(options.language).goesOn(details.name));
		}
	}
}
