import type {Options} from '../config/options.ts';
import type {Engine} from '../engine/engine.ts';
import type {EngineAttempt} from '../engine/connect-several.ts';
import type {Io} from './io.ts';

/** What ssh asks goes to the terminal itself; only where a person sees it, and before there is a screen. */
function askOf({stdin, stderr}: Io): {readonly ask?: (text: string) => void} {
	return stdin.isTTY === true && stderr.isTTY === true
		? {
			ask(text) {
				stderr.write(text);
			},
		}
		: {};
}

/**
Connects the engine that `--host`, `--context` or the surroundings name. To be called before there is a screen: ssh may ask for a
password.

@throws UserError `engine-…`, `ssh-…`.
*/
export async function openEngine({host, context}: Options, io: Io): Promise<Engine> {
	const {connectEngine} = await import('../engine/connect.ts');
	return connectEngine({
		host, context, signal: io.signal, ...askOf(io),
	});
}

/** The same for every `--host` of the command line, at once; for the one engine of the surroundings when there is none. */
export async function openEngines({hosts, context}: Options, io: Io): Promise<readonly EngineAttempt[]> {
	const {connectEngines} = await import('../engine/connect-several.ts');
	return connectEngines(hosts, {context, signal: io.signal, ...askOf(io)});
}

/** A directory of this machine is looked at whether or not an engine answers. */
const localEngineMs = 3000;

/** The engine of this machine, whose containers may see its directories; undefined where none answers at a local socket. Asks nobody anything. */
export async function findLocalEngine({host, context}: Options, {signal}: Pick<Io, 'signal'>): Promise<Engine | undefined> {
	try {
		const {connectEngine} = await import('../engine/connect.ts');
		const engine = await connectEngine({host, context, signal: AbortSignal.any([signal, AbortSignal.timeout(localEngineMs)])});
		if (engine.endpoint.startsWith('unix://')) {
			return engine;
		}

		engine.close();
	} catch {
		signal.throwIfAborted();
	}

	return undefined;
}
