import {aimAt} from '../../domain/host.ts';
import type {Engine} from '../../engine/engine.ts';
import {wordsIn} from '../../words/words.ts';
import type {Io} from '../io.ts';
import type {Options} from '../options/options.ts';
import {containerTarget, resolveTarget, type ResolvedTarget} from '../resolve-target.ts';

/** How the rows of the list are opened. */
export type ListedTargets = {
	/** The simulated engine of a demo, and what its rows begin with. */
	readonly simulated?: {readonly engine: Engine; readonly name: string};
	/** @throws UserError when what the key names is not there any more. */
	open(key: string, isOnScreen?: boolean): Promise<ResolvedTarget>;
};

/** Opens a row by its key: what is simulated by its engine, everything else as if the key stood on the command line. `first` is what the screen began with. */
export function createListedTargets({container, asSimulated, journal}: ResolvedTarget, options: Options, io: Io): ListedTargets {
	const openReal: ListedTargets['open'] = async (key, isOnScreen = false) => resolveTarget(aimAt(options, key), io, {isOnScreen});
	if (container === undefined || asSimulated === undefined) {
		return {open: openReal};
	}

	const {engine} = container;
	const name = wordsIn(options.language).plain.targetKinds.demo;
	return {
		simulated: {engine, name},
		async open(key, isOnScreen = false) {
			if (!key.startsWith(`${name}/`)) {
				return openReal(key, isOnScreen);
			}

			const [, own = '', runDirectory] = /^([^:]+)(?::(.+))?$/.exec(key.slice(name.length + 1)) ?? [];
			const target = await containerTarget(engine, own, options, io, {isOnScreen, ...(runDirectory !== undefined && {runDirectory})});
			return {
				...target, feed: asSimulated(target.feed), asSimulated, ...(journal !== undefined && {journal}),
				// The engine is closed with what the screen began with.
				close: () => undefined,
			};
		},
	};
}
