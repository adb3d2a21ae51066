import process from 'node:process';
import {render, type Instance} from 'ink';
import {App, type AppProps} from './app.tsx';
import type {TerminalSession} from './terminal/session.ts';

/** Hands the screen to Ink: components, layout, input and life cycle. Its frames go to the session's sink. */
export function mountApp(session: Pick<TerminalSession, 'input' | 'sink'>, props: AppProps): Instance {
	return render(<App {...props}/>, {
		stdout: session.sink.stdout,
		stdin: session.input,
		stderr: process.stderr,
		debug: true,
		interactive: true,
		exitOnCtrlC: false,
		patchConsole: false,
		isScreenReaderEnabled: false,
	});
}
