import process from 'node:process';
import {render} from 'ink';
import {App, type AppProps} from './app.tsx';
import type {OverlayScene} from './screen-view.ts';
import {createInkOutput} from './terminal/ink-output.ts';
import type {TerminalSession} from './terminal/session.ts';

/** The application that Ink runs: its input, its life cycle, and the components that lie over the screen. */
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
