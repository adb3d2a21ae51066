import {useCallback, useSyncExternalStore} from 'react';
import {useInput, usePaste, type Key} from 'ink';
import {inputToKeys} from './input.ts';
import type {ScreenView} from './screen-view.ts';
import {Overview} from './views/overview.tsx';

export type AppProps = {
	/** Where the screen to show comes from. */
	readonly subscribe: (listener: () => void) => () => void;
	readonly getView: () => ScreenView;
	readonly onKey: (key: string) => void;
	readonly onPaste: (text: string) => void;
};

/** The root: shows the current screen and hands on keys. */
export function App({subscribe, getView, onKey, onPaste}: AppProps) {
	const view = useSyncExternalStore(subscribe, getView);
	useInput(useCallback((input: string, key: Key) => {
		for (const name of inputToKeys(input, key)) {
			onKey(name);
		}
	}, [onKey]));
	// Pasted text is no command, whatever letters it holds.
	usePaste(onPaste);
	return <Overview view={view}/>;
}
