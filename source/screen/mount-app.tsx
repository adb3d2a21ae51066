import process from 'node:process';
import {useCallback} from 'react';
import {
	render,
	useInput,
	usePaste,
	type Key,
} from 'ink';
import {inputToKeys} from './input.ts';
import {OverlayView} from './overlays/overlay-view.tsx';
import type {OverlayScene} from './screen-view.ts';
import {createInkOutput} from './terminal/ink-output.ts';
import type {TerminalSession} from './terminal/session.ts';

type AppProps = {
	readonly onKey: (key: string) => void;
	readonly onPaste: (text: string) => void;
	/** What is laid out; undefined while nothing is over the screen. */
	readonly scene: OverlayScene | undefined;
};

/** The root: hands on keys, and shows an overlay. */
function App({scene, onKey, onPaste}: AppProps) {
	useInput(useCallback((input: string, key: Key) => {
		for (const name of inputToKeys(input, key)) {
			onKey(name);
		}
	}, [onKey]));
	// Pasted text is no command, whatever letters it holds.
	usePaste(onPaste);
	return scene && <OverlayView {...scene}/>;
}

/** The application that Ink runs: its input, its life cycle, and the components that are over the screen. */
export type MountedApp = {
	/** The lines of an overlay as Ink lays them out, without blanks at their ends. */
	layOut(scene: OverlayScene): readonly string[];
	/** Resolves when Ink has ended; rejects with what a component threw. */
	waitUntilExit(): Promise<unknown>;
	unmount(): void;
};

export function mountApp({input}: Pick<TerminalSession, 'input'>, listeners: Omit<AppProps, 'scene'>): MountedApp {
	let frame: readonly string[] = [];
	let size = {columns: 1, rows: 1};
	const stdout = createInkOutput(text => {
		frame = text.split('\n');
	}, () => size);
	const draw = (scene?: OverlayScene) => <App {...listeners} scene={scene}/>;
	const {rerender, unmount, waitUntilExit} = render(draw(), {
		stdout,
		stdin: input,
		stderr: process.stderr,
		debug: true,
		interactive: true,
		exitOnCtrlC: false,
		patchConsole: false,
		isScreenReaderEnabled: false,
	});
	return {
		layOut(scene) {
			size = {columns: scene.box.width, rows: scene.box.rows};
			frame = [];
			rerender(draw(scene));
			return frame;
		},
		waitUntilExit,
		unmount,
	};
}
