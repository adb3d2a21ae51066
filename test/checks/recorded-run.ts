import {readFileSync, existsSync} from 'node:fs';
import path from 'node:path';
import type {RunState} from '../../source/domain/run.ts';
import type {ContainerState} from '../../source/domain/container-state.ts';
import type {RunEvent} from '../../source/domain/event.ts';
import {createParser} from '../../source/parse/parser.ts';
import {createStore} from '../../source/run/store.ts';
import {createDemultiplexer} from '../../source/stream/demultiplex.ts';
import {createTerminalLines} from '../../source/stream/terminal-lines.ts';

type Inspect = {
	readonly Config: {readonly Tty: boolean};
	readonly State: {readonly Status: ContainerState['status']; readonly ExitCode: number; readonly OOMKilled: boolean; readonly Error: string};
	readonly HostConfig: {readonly ShmSize: number};
};

/**
The state of the run that a recording holds: its whole stream, and with `isContainer` how the engine saw its container, when
that was recorded.
*/
export function readRecordedRun(folder: string, isContainer: boolean): RunState {
	const container = readJson<Inspect | readonly [Inspect]>(folder, 'inspect.json');
	const inspect = Array.isArray(container) ? (container as readonly [Inspect])[0] : container as Inspect | undefined;
	const store = createStore();
	store.dispatch(readEvents(folder, inspect?.Config.Tty ?? readJson<{tty: boolean}>(folder, 'meta.json')?.tty ?? false));
	if (isContainer && inspect !== undefined) {
		const {Status: status, ExitCode: exitCode, OOMKilled: isOutOfMemoryKilled, Error: error} = inspect.State;
		store.dispatch([{
			type: 'container-changed', container: {
				status, exitCode, isOutOfMemoryKilled, error, hasTerminal: inspect.Config.Tty, shmSizeBytes: inspect.HostConfig.ShmSize,
			},
		}]);
	}

	store.dispatch([{type: 'connection-changed', connection: {kind: 'ended'}}]);
	return store.getState();
}

function readJson<T>(folder: string, name: string): T | undefined {
	const file = path.join(folder, name);
	return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as T : undefined;
}

function readEvents(folder: string, hasTerminal: boolean): readonly RunEvent[] {
	const file = path.join(folder, 'stream.raw');
	const bytes = existsSync(file) ? readFileSync(file) : new Uint8Array();
	const parser = createParser();
	if (hasTerminal) {
		const lines = createTerminalLines('tty');
		return [...lines.push(bytes), ...lines.end()].flatMap(line => parser.push(line));
	}

	const channels = {stdout: createTerminalLines('stdout'), stderr: createTerminalLines('stderr')};
	const events: RunEvent[] = [];
	for (const {channel, bytes: part} of createDemultiplexer().push(bytes)) {
		events.push(...channels[channel].push(part).flatMap(line => parser.push(line)));
	}

	return [...events, ...Object.values(channels).flatMap(lines => lines.end()).flatMap(line => parser.push(line))];
}
