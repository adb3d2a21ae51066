import {createServer} from 'node:net';
import {availableParallelism, hostname} from 'node:os';
import path from 'node:path';
import {mountOf} from '../plan/mount-of.ts';
import type {LaunchPlan} from '../plan/launch-plan.ts';
import {parseTrainingCommand} from '../training/command-line.ts';
import {shells} from '../training/program-names.ts';
import {projectDirectories} from '../training/claims.ts';
import type {Engine, ImageDetails} from '../engine/engine.ts';
import {stringAt} from '../engine/json-value.ts';
import type {EngineInfo} from '../checks/machine/doctor-facts.ts';
import type {PreflightFacts} from '../checks/preflight/preflight-facts.ts';
import {findGpuContainer, readEngineInfo} from './gather-engine.ts';
import {diskAt, hasProgram, hookPrograms} from './files.ts';
import {findInputs, hasFont, isThere} from './inputs.ts';

/** What a driver makes on Linux and under WSL. */
const gpuNodes = ['/dev/nvidiactl', '/dev/dxg'];

/** Whether somebody listens on a port; without the right to ask it counts as free. */
async function isBusy(port: number, address: string): Promise<boolean> {
	return new Promise(resolve => {
		const server = createServer();
		server.once('error', (error: NodeJS.ErrnoException) => {
			resolve(error.code === 'EADDRINUSE');
		});
		server.listen({port, host: address === '' ? '0.0.0.0' : address, exclusive: true}, () => {
			server.close(() => {
				resolve(false);
			});
		});
	});
}

/** What the container would run: entrypoint and command, of the plan or of the image. */
export function launchedCommand(plan: LaunchPlan, image: ImageDetails | undefined): readonly string[] {
	const entrypoint = plan.entrypoint ?? image?.entrypoint ?? [];
	// An entrypoint of the plan's own drops the command of the image. Source: docker run --help.
	const command = plan.command.length > 0 || plan.entrypoint !== undefined ? plan.command : image?.command ?? [];
	return [...entrypoint, ...command];
}

/**
Whether the engine sees the files that yolotop sees. A socket may lead to another machine: then its name is another one. It may also have
been mounted into a container on the network of the host, which has the host's name but not its files.
*/
async function isOnThisMachine(engine: Engine, name: string | undefined, info: EngineInfo | undefined): Promise<boolean> {
	return engine.endpoint.startsWith('unix://') && name === hostname() && (info?.rootDirectory === undefined || isThere(info.rootDirectory));
}

async function gatherDisk(plan: LaunchPlan, place: string, rootDirectory: string | undefined): Promise<PreflightFacts['disk']> {
	const mount = mountOf(plan.mounts, place);
	const directory = mount?.type === 'bind' ? mount.source : rootDirectory;
	return directory === undefined ? undefined : diskAt(directory);
}

/**
Looks at the engine and, where the engine is on this machine, at the machine. What the engine does not answer is not known.

@throws UserError only when the engine cannot be reached at all.
*/
export async function gatherPreflight(engine: Engine, plan: LaunchPlan, signal?: AbortSignal): Promise<PreflightFacts> {
	const [image, containers, networks, info] = await Promise.all([
		engine.inspectImage(plan.image, {signal}),
		engine.listContainers({isAll: true, signal}),
		engine.listNetworks({signal}).catch(() => undefined),
		engine.readInfo({signal}).catch(() => undefined),
	]);
	const command = launchedCommand(plan, image);
	const training = parseTrainingCommand(command);
	const workingDirectory = plan.workingDirectory ?? image?.workingDirectory ?? '/';
	const directory = path.posix.resolve(workingDirectory, training?.directory ?? '.');
	const known = info === undefined ? undefined : readEngineInfo(info);
	const isHere = await isOnThisMachine(engine, stringAt(info, 'Name'), known);
	const base = {
		plan, training, directory,
		isShell: command.length > 0 && shells.has(path.posix.basename(command[0]!)) && training === undefined && command.every(word => !/^-[a-z]*c$/.test(word)),
		hasImage: image !== undefined,
		names: containers.map(({name}) => name),
		networks,
		processors: known?.cpuCount ?? (isHere ? availableParallelism() : undefined),
	};
	const runtimes = plan.runtime === undefined ? undefined : await gatherRuntimes(engine, known, signal);
	const hasGpuSupport = plan.gpus === undefined ? undefined : await gatherGpuSupport(engine, known, isHere, signal);
	if (!isHere) {
		return {
			...base, hasGpuSupport, runtimes, busyPorts: [], missingSources: [], inputs: [],
		};
	}

	const place = training === undefined ? directory : projectDirectories({training, directory})[0] ?? directory;
	const ports = plan.ports.filter(({hostPort, protocol}) => hostPort !== undefined && hostPort !== 0 && protocol === 'tcp');
	const sources = plan.mounts.flatMap(mount => mount.type === 'bind' ? [mount.source] : []);
	const devices = plan.devices.map(({hostPath}) => hostPath).filter(hostPath => hostPath.startsWith('/dev/'));
	const [busy, there, current, inputs, isFontThere, disk, gpus] = await Promise.all([
		Promise.all(ports.map(async ({hostPort, hostAddress}) => isBusy(hostPort!, hostAddress))),
		Promise.all(sources.map(async source => isThere(source))),
		Promise.all(devices.map(async device => isThere(device))),
		findInputs(plan, training, directory),
		hasFont(plan, training, directory),
		gatherDisk(plan, place, known?.rootDirectory),
		Promise.all(gpuNodes.map(async node => isThere(node))),
	]);
	const missingSources = sources.filter((_, index) => there[index] === false);
	return {
		...base,
		hasGpuSupport,
		runtimes,
		missingDevices: devices.filter((_, index) => current[index] === false),
		hasGpu: gpus.includes(true),
		busyPorts: ports.flatMap(({hostPort}, index) => busy[index] === true ? [hostPort!] : []),
		missingSources,
		// A source that is missing as a whole is said once.
		inputs: inputs.filter(({hostPath}) => missingSources.every(source => !hostPath.startsWith(source))),
		hasFont: isFontThere,
		disk,
	};
}

/** Podman ignores what it does not know. */
async function gatherRuntimes(engine: Engine, info: EngineInfo | undefined, signal?: AbortSignal): Promise<readonly string[] | undefined> {
	const {isPodman} = await engine.identify({signal});
	return isPodman || info === undefined || info.runtimes.length === 0 ? undefined : info.runtimes;
}

/** Undefined where there is neither a proof nor a way to look for the toolkit. */
async function gatherGpuSupport(engine: Engine, info: EngineInfo | undefined, isHere: boolean, signal?: AbortSignal): Promise<boolean | undefined> {
	const isOffered = info?.runtimes.includes('nvidia') === true || info?.cdiDevices?.some(device => device.startsWith('nvidia.com/gpu=')) === true;
	if (isOffered || await findGpuContainer(engine, undefined, signal) !== undefined) {
		return true;
	}

	return isHere ? hasProgram(hookPrograms) : undefined;
}
