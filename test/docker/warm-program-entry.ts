// Runs the command line as often as it is asked to, many at once, as a process of the command would: in the directory of the request.
import {readFileSync} from 'node:fs';
import {registerHooks} from 'node:module';
import process from 'node:process';
import {Readable} from 'node:stream';
import {gateOutput} from '../../source/cli/io.ts';
import {main} from '../../source/main.ts';
import {readWords} from '../../source/start.ts';
import type {WarmAnswer, WarmRequest} from './warm-program.ts';

// The bundle holds the Python files of the probe as texts.
registerHooks({
	load: (url, context, next) => url.endsWith('.py?raw')
		? {format: 'module', source: `export default ${JSON.stringify(readFileSync(new URL(url), 'utf8'))};`, shortCircuit: true}
		: next(url, context),
});

const running = new Map<number, AbortController>();

const answer = (message: WarmAnswer): void => {
	process.send!(message);
};

async function run({id, words, environment, cwd}: Extract<WarmRequest, {readonly kind: 'run'}>): Promise<void> {
	if (process.cwd() !== cwd) {
		process.chdir(cwd);
	}

	const stopping = new AbortController();
	running.set(id, stopping);
	const outputTo = (channel: 'stdout' | 'stderr') => gateOutput({
		write(text) {
			answer({kind: channel, id, text});
			return true;
		},
	});
	const exitCode = await main(readWords(words), {
		stdin: Readable.from([], {objectMode: false}), stdout: outputTo('stdout'), stderr: outputTo('stderr'), environment, signal: stopping.signal, now: Date.now,
	});
	running.delete(id);
	answer({kind: 'end', id, exitCode});
}

process.on('message', (request: WarmRequest) => {
	if (request.kind === 'run') {
		void run(request);
	} else {
		running.get(request.id)?.abort({exitCode: request.exitCode});
	}
});
