import {containerToPlan} from '../../../source/plan/clone-plan.ts';
import {toContainerFacts} from '../../../source/gather/container-facts.ts';
import type {InspectedContainer} from '../../../source/checks/diagnosis-facts.ts';
import type {AdvisedContainer, DoctorFacts, EngineInfo} from '../../../source/checks/machine/doctor-facts.ts';
import type {ContainerDetails} from '../../../source/engine/container.ts';
import type {EngineIdentity} from '../../../source/engine/engine.ts';

export const gibibyte = 2 ** 30;

export const details: ContainerDetails = {
	id: '3f2a9c0d1e2f4a5b', name: 'yolo', image: 'yolov5:dev', imageId: 'sha256:1', state: {status: 'running'}, pid: 77, hasTerminal: true, hasOpenStdin: true,
	workingDirectory: '/work', command: ['bash'], labels: {}, shmSizeBytes: 16 * gibibyte, ipcMode: 'private',
	deviceRequests: [{count: -1, deviceIds: [], capabilities: [['gpu']]}], isAutoRemoved: false, execIds: [],
	mounts: [{
		kind: 'bind', source: '/home/me/data', destination: '/work', isReadOnly: false,
	}],
};

const info: EngineInfo = {
	runtimes: ['runc'], isDesktop: false, isRootless: false, memoryBytes: 32 * gibibyte, rootDirectory: '/var/lib/docker',
};

const identity: EngineIdentity = {
	version: '27.3', apiVersion: '1.47', isPodman: false, endpoint: 'unix:///var/run/docker.sock', origin: 'default-socket',
};

const gpu = {
	kind: 'found', gpus: [{
		index: 0, name: 'NVIDIA GeForce RTX 3080', driverVersion: '550.54', memoryTotalBytes: 10 * gibibyte,
	}], cudaVersion: '12.4', computeCapabilities: ['8.6'],
} as const;

/** How a container was made that looks so, with what the engine would say of it. */
const planOf = ({image, command, workingDirectory, hasTerminal, hasOpenStdin, shmSizeBytes, ipcMode, memoryLimitBytes, runtime, deviceRequests, mounts}: ContainerDetails) => containerToPlan({
	Config: {
		Image: image, Cmd: command, WorkingDir: workingDirectory, Tty: hasTerminal, OpenStdin: hasOpenStdin, AttachStdin: hasOpenStdin,
	},
	HostConfig: {
		ShmSize: shmSizeBytes, IpcMode: ipcMode, Memory: memoryLimitBytes ?? 0, Runtime: runtime ?? 'runc', DeviceRequests: deviceRequests.map(({driver = '', count = 0, deviceIds, capabilities}) => ({
			...(deviceIds.some(id => id.includes('=')) ? {Driver: 'cdi'} : {Driver: driver, Capabilities: capabilities}), Count: count, DeviceIDs: deviceIds,
		})),
	},
	Mounts: mounts.map(({kind, source, destination, volume, isReadOnly}) => ({
		Type: kind, Source: source, Name: volume, Destination: destination, RW: !isReadOnly,
	})),
	ImageConfig: {},
});

/** What was seen in the container. */
const seen: Omit<AdvisedContainer, keyof InspectedContainer> & Pick<AdvisedContainer, 'runDirectory'> = {
	gpu,
	torch: {
		kind: 'told', version: '2.4.0+cu121', cudaVersion: '12.1', isAvailable: true, deviceCount: 1, architectures: ['sm_80', 'sm_86', 'compute_90'],
	},
	sharedMemory: {sizeBytes: 16 * gibibyte, usedBytes: 0},
	sharedMemoryAdvice: {
		sizeBytes: 16 * gibibyte, needBytes: 128 * (2 ** 20), enoughBytes: 288 * (2 ** 20), hasFailed: false,
	},
	memoryUsedBytes: 3 * gibibyte,
	terminal: {columns: 160, rows: 40},
	runDirectory: '/work/runs/train/exp',
	disk: {path: '/work/runs/train/exp', sizeBytes: 500 * gibibyte, availableBytes: 200 * gibibyte},
	trainingDevices: [],
};

const containerOf = (made: ContainerDetails): AdvisedContainer => ({...toContainerFacts(made), plan: planOf(made), ...seen});

/** A machine on which nothing is wrong. */
export const soundFacts: DoctorFacts = {
	engine: {
		kind: 'reachable', isLocal: true, info, identity,
	},
	host: {
		isWsl: false, memoryBytes: 32 * gibibyte, memoryAvailableBytes: 20 * gibibyte, gpu, hasNvidiaBoard: true, hasToolkitProgram: true,
		disk: {path: '/var/lib/docker', sizeBytes: 500 * gibibyte, availableBytes: 200 * gibibyte},
	},
	container: containerOf(details),
};

export const withContainer = (changes: Partial<AdvisedContainer>): DoctorFacts => ({...soundFacts, container: {...containerOf(details), ...changes}});
export const withDetails = (changes: Partial<ContainerDetails>, others: Partial<AdvisedContainer> = {}): DoctorFacts => ({...soundFacts, container: {...containerOf({...details, ...changes}), ...others}});
export const withHost = (changes: Partial<DoctorFacts['host']>, others: Partial<DoctorFacts> = {}): DoctorFacts => ({...soundFacts, ...others, host: {...soundFacts.host, ...changes}});
export const withInfo = (changes: Partial<EngineInfo>, others: Partial<DoctorFacts> = {}): DoctorFacts => ({
	...soundFacts, ...others, engine: {
		kind: 'reachable', isLocal: true, identity, info: {...info, ...changes},
	},
});
