import type {ScreenModel} from './model.ts';

/** What is said of a run that is not the one that trains now: its badge, and what the badge means. Undefined for every other. */
export function originWords({isSimulated, isReplay = false, words}: Pick<ScreenModel, 'isSimulated' | 'isReplay' | 'words'>): {readonly name: string; readonly hint: string} | undefined {
	return isReplay ? {name: words.replay, hint: words.replayHint} : (isSimulated ? {name: words.simulated, hint: words.simulatedHint} : undefined);
}
