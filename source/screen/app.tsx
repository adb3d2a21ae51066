import {useCallback} from 'react';
import {useInput, usePaste, type Key} from 'ink';
import {inputToKeys} from './input.ts';
import {OverlayView} from './overlays/overlay-view.tsx';
import type {OverlayScene} from './screen-view.ts';

export type AppProps = {
	readonly onKey: (key: string) => void;
	readonly onPaste: (text: string) => void;
	/** What is laid out; undefined while nothing lies over the screen. */
	readonly scene: OverlayScene | undefined;
};

/** The root: hands on keys, and shows an overlay. */
export function App({scene, onKey, onPaste}: AppProps) {
	useInput(useCallback((input: string, key: Key) => {
		for (const name of inputToKeys(input, key)) {
			onKey(name);
		}
	}, [onKey]));
	// Pasted text is no command, whatever letters it holds.
	usePaste(onPaste);
	return scene && <OverlayView {...scene}/>;
}
