import {posix} from 'node:path';
import {byteSizeToFlag} from '../../domain/byte-size.ts';
import {mountOf} from '../../plan/mount-of.ts';
import {projectDirectories} from '../../training/claims.ts';
import {
	codedFindings,
	runChecks,
	sortByLevel,
	type Check,
	type CodedFinding,
} from '../check.ts';
import {
	dockerSharedMemoryBytes,
	minimumSharedMemory,
	recommendedSharedMemory,
	type LoaderSettings,
} from '../shared-memory.ts';
import type {Words} from '../../words/words.ts';
import type {InputFact, PreflightFacts} from './preflight-facts.ts';

/** An error stops the start, so only what the engine or this machine proves is one; a warning can be passed, a hint is only shown. */
const levels = ['error', 'warning', 'hint'] as const;

type Level = typeof levels[number];
type Values = Readonly<Record<keyof Words['preflight'], Readonly<Record<string, string>>>>;

/** What a check before the start has found; the words are in text/preflight. */
export type PreflightFinding = CodedFinding<Level, Values>;

const error = codedFindings<Level, Values>('error');
const warning = codedFindings<Level, Values>('warning');
const hint = codedFindings<Level, Values>('hint');

const mebibyte = 2 ** 20;

/** Not even the two checkpoints of the smallest model. */
const minBytes = 32 * mebibyte;

/** Checkpoints of a large model, plots and a cache. */
const littleBytes = 2048 * mebibyte;

/** What the frameworks take where the command says nothing. Source: YOLOv5 v7.0 train.py, Ultralytics 8.3 cfg/default.yaml. */
const defaults: LoaderSettings = {batchSize: 16, workers: 8, imageSize: 640};

/** Networks that every engine has. */
const builtInNetworks = new Set(['default', 'bridge', 'host', 'none', 'private', 'slirp4netns', 'pasta']);

/** Docker takes the id of a network, or the beginning of one, for its name. */
const isNetworkId = (name: string): boolean => /^[\da-f]{4,64}$/.test(name);

/** A name that the engine resolves itself and lists nowhere: a shim by its name or path. */
const isShim = (runtime: string): boolean => runtime.startsWith('io.containerd.') || runtime.startsWith('/');

/** Every check, in the order in which a person wants to know. */
const checks: ReadonlyArray<Check<PreflightFacts, PreflightFinding, Level, string>> = [
	// Pulling gigabytes is the person's decision.
	{id: 'image', find: ({plan, hasImage}) => hasImage === false ? error('image-missing', {image: plan.image}) : undefined},
	// Two containers cannot have one name.
	{id: 'name', find: ({plan, names}) => plan.name !== undefined && names.includes(plan.name) ? error('name-taken', {name: plan.name}) : undefined},
	{
		id: 'network',
		find({plan: {networkMode: name}, networks}) {
			const isKnown = name === undefined || builtInNetworks.has(name) || name.includes(':') || isNetworkId(name) || networks === undefined || networks.includes(name);
			return isKnown ? undefined : error('network-missing', {name});
		},
	},
	{
		id: 'ports',
		find: ({plan, busyPorts}) => plan.ports
			.filter(({hostPort}) => hostPort !== undefined && busyPorts.includes(hostPort))
			.map(({hostPort, containerPort}) => error('port-taken', {port: `${hostPort}`, containerPort: `${containerPort}`})),
	},
	{id: 'sources', find: ({missingSources}) => missingSources.map(path => error('source-missing', {path}))},
	{id: 'inputs', find: facts => checkInputs(facts)},
	{
		// A runtime that Docker does not list, and a device of this machine that is not there: both make every start fail, so they are errors.
		id: 'devices',
		find: ({plan: {runtime}, runtimes, missingDevices = []}) => [
			...(runtime === undefined || runtimes === undefined || isShim(runtime) || runtimes.includes(runtime) ? [] : [error('runtime-unknown', {runtime, known: runtimes.join(', ')})]),
			...missingDevices.map(path => error('device-missing', {path})),
		],
	},
	{id: 'gpu', find: facts => checkGpu(facts)},
	{id: 'shared-memory', find: facts => checkSharedMemory(facts)},
	{id: 'run-directory', find: facts => checkRunDirectory(facts)},
	{
		// A full disk ends a training in the middle of a checkpoint. A warning, because root may use what is kept back, and the results may go elsewhere.
		id: 'disk',
		find: ({disk}) => disk === undefined || disk.availableBytes >= littleBytes
			? undefined
			: warning(disk.availableBytes < minBytes ? 'disk-full' : 'disk-small', {path: disk.path, available: byteSizeToFlag(Math.floor(disk.availableBytes / mebibyte) * mebibyte)}),
	},
	// Without a record nobody can read the output but the one who is there from the start.
	{id: 'record', find: ({plan}) => plan.logDriver === 'none' ? warning('record-missing', {}) : undefined},
];

/** What is in the way of a start, errors first. */
export function runPreflight(facts: PreflightFacts): readonly PreflightFinding[] {
	return sortByLevel<Level, PreflightFinding>(runChecks(checks, facts, 'en'), levels);
}

/**
What the training reads should be in the mounts, or it ends after its imports, a minute later. Warnings, because nothing is certain: a
link may lead to a place of the container, and a version of a framework may look elsewhere.
*/
export function checkInputs({plan, inputs, hasFont, directory}: PreflightFacts): readonly PreflightFinding[] {
	const isOffline = plan.networkMode === 'none';
	return [
		...inputs.filter(({isThere}) => !isThere).map(input => checkInput(input, isOffline)),
		...(isOffline && hasFont === false ? [warning('font-offline', {directory})] : []),
	];
}

function checkInput({role, path, hostPath, searched = [], matches, isDownloaded}: InputFact, isOffline: boolean): PreflightFinding {
	if (isDownloaded) {
		return isOffline ? warning('weights-offline', {path, hostPath}) : hint('weights-download', {path, hostPath});
	}

	return matches === undefined
		? warning(`${role}-missing`, {path, places: [hostPath, ...searched.map(place => `${place}/**`)].join(', ')})
		: warning('input-ambiguous', {path, matches: `${matches}`, places: searched.join(', ')});
}

/**
A GPU that is asked for has to be there, and one that is there should be asked for. All are warnings, because nothing is certain
before the start: `--gpus` is served by a program that the engine looks for in a path of its own when it starts, or by CDI, and the
runtimes that it lists prove neither; the nodes of a GPU may be made by the start itself; and a start without a GPU is a choice.
Source: moby, daemon/nvidia_linux.go; tried with a stand-in for the program and no runtime.
*/
function checkGpu({plan, training, isShell, hasGpuSupport, hasGpu, missingDevices = []}: PreflightFacts): PreflightFinding | undefined {
	const isRequested = plan.gpus !== undefined || plan.runtime === 'nvidia' || plan.devices.some(({hostPath}) => hostPath.startsWith('nvidia.com/') || hostPath.startsWith('/dev/nvidia'));
	if (isRequested) {
		return hasGpuSupport === false ? warning('gpu-unsupported', {}) : (hasGpu === false && missingDevices.length === 0 ? warning('gpu-absent', {}) : undefined);
	}

	const isOnProcessor = training?.options.device === 'cpu';
	return !isOnProcessor && hasGpu === true && (isShell || training !== undefined) ? warning('gpu-not-requested', {}) : undefined;
}

/** Results that are not on a volume live as long as the container. */
function checkRunDirectory({plan, training, isShell, directory}: PreflightFacts): PreflightFinding | undefined {
	if (isShell) {
		return plan.mounts.some(({type}) => type !== 'tmpfs') ? undefined : warning('volume-missing', {});
	}

	const place = training === undefined ? undefined : projectDirectories({training, directory})[0];
	const mount = place === undefined ? undefined : mountOf(plan.mounts, place);
	return place === undefined || (mount !== undefined && mount.type !== 'tmpfs') ? undefined : warning(plan.isAutoRemoved ? 'results-removed' : 'results-in-container', {path: posix.normalize(place)});
}

function numberOf(text: string | undefined): number | undefined {
	const value = Number(text);
	return text === undefined || !Number.isSafeInteger(value) || value < 0 ? undefined : value;
}

function settingsOf({training, processors}: PreflightFacts): LoaderSettings {
	const options = training?.options ?? {};
	const workers = numberOf(options.workers) ?? defaults.workers;
	return {
		batchSize: numberOf(options.batch_size ?? options.batch) ?? defaults.batchSize,
		// The frameworks take no more than there are processors.
		workers: Math.min(workers, processors ?? workers),
		imageSize: numberOf(options.imgsz) ?? defaults.imageSize,
	};
}

/** The workers of the data loader hand over batches in /dev/shm; one that is full is a bus error in the middle of an epoch. */
function checkSharedMemory(facts: PreflightFacts): PreflightFinding | undefined {
	const {plan, training, isShell} = facts;
	const settings = settingsOf(facts);
	const needBytes = minimumSharedMemory(settings);
	const sizeBytes = plan.shmSizeBytes ?? dockerSharedMemoryBytes;
	const isOfHost = plan.ipcMode !== undefined && plan.ipcMode !== 'private' && plan.ipcMode !== 'shareable';
	if (isOfHost || (training === undefined && !isShell) || needBytes <= sizeBytes) {
		return undefined;
	}

	return warning('shared-memory-small', {
		size: byteSizeToFlag(sizeBytes),
		need: byteSizeToFlag(Math.ceil(needBytes / mebibyte) * mebibyte),
		workers: `${settings.workers}`,
		batchSize: `${settings.batchSize}`,
		imageSize: `${settings.imageSize}`,
		recommended: byteSizeToFlag(recommendedSharedMemory(settings)),
	});
}
