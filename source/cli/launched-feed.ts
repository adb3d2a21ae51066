import type {Feed} from '../domain/feed.ts';
import type {Engine} from '../engine/engine.ts';
import {createContainerFeed} from '../feed/container-feed.ts';
import {createLaunchedFeed} from '../feed/launched-feed.ts';
import type {LaunchedContainer} from '../actions/start/launch-container.ts';

/** The feed of a container that was just started, from its first byte. */
export function launchedFeed(engine: Engine, {details, early}: LaunchedContainer, isOnScreen: boolean): Feed {
	const feed = createContainerFeed(engine, details, {name: details.name, waitsForRestart: isOnScreen && !details.isAutoRemoved, isJustStarted: true});
	return early === undefined ? feed : createLaunchedFeed(feed, {early: early.output, state: details.state, exit: early.exit});
}
