import {readdirSync, readFileSync} from 'node:fs';
import process from 'node:process';

type EngineProcess = {readonly pid: number; readonly parent: number; readonly name: string; readonly words: string; readonly ticks: number};

/** Linux counts in this unit for programs. Source: `getconf CLK_TCK`. */
const ticksPerSecond = 100;

/** The processes of this machine that can belong to an engine. */
function listProcesses(): readonly EngineProcess[] {
	return readdirSync('/proc').filter(name => /^\d+$/.test(name)).flatMap(name => {
		try {
			const [, comm = '', fields = ''] = /^\d+ \((.*)\) (.*)$/s.exec(readFileSync(`/proc/${name}/stat`, 'utf8')) ?? [];
			const values = fields.split(' ');
			// User, system, and both of the children that have ended.
			const ticks = values.slice(11, 15).reduce((sum, value) => sum + Number(value), 0);
			return [{
				pid: Number(name), parent: Number(values[1]), name: comm, words: readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' '), ticks,
			}];
		} catch {
			return [];
		}
	});
}

/**
Processor seconds of the engine behind the socket so far: its daemon, containerd, and the shim of one container with everything that
has run for it. Undefined where its processes are not on this machine.
*/
export function engineSeconds(containerId: string): number | undefined {
	const all = listProcesses();
	const daemons = all.filter(({name}) => name === 'dockerd');
	const socket = (process.env.DOCKER_HOST ?? '/var/run/docker.sock').replace(/^unix:\/\//, '');
	const daemon = daemons.length === 1 ? daemons[0] : daemons.find(({words}) => words.includes(socket)) ?? daemons.find(({words}) => !/ (?:-H|--host)\b/.test(words));
	if (daemon === undefined) {
		return undefined;
	}

	const own = all.filter(({name, parent}) => name === 'containerd' && parent === daemon.pid);
	const containerd = own.length > 0 ? own : all.filter(({name}) => name === 'containerd');
	const shim = all.filter(({name, words}) => name.startsWith('containerd-shim') && words.includes(containerId));
	return [daemon, ...containerd, ...shim].reduce((sum, {ticks}) => sum + ticks, 0) / ticksPerSecond;
}
