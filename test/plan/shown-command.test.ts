import {describe, expect, test} from 'vitest';
import {cloneToPlan, containerToPlan} from '../../source/plan/clone-plan.ts';
import {planToDockerText} from '../../source/plan/docker-command.ts';
import {emptyPlan, type LaunchPlan} from '../../source/plan/launch-plan.ts';
import {parseRunFlags} from '../../source/plan/parse-run-flags.ts';
import {splitShellCommands} from '../../source/training/shell-words.ts';
import {commandNotes} from '../../source/words/command-notes.ts';

type Answer = {readonly Config?: Readonly<Record<string, unknown>>; readonly HostConfig?: Readonly<Record<string, unknown>>; readonly Mounts?: readonly unknown[]; readonly ImageConfig?: Readonly<Record<string, unknown>>};

const imageConfig = {
	Env: ['PATH=/usr/local/bin:/usr/bin', 'LANG=C.UTF-8', 'OMP_NUM_THREADS=8'], Entrypoint: null, Labels: {maintainer: 'x'}, ExposedPorts: {'8888/tcp': {}},
};

/** As the engine answers for `docker run -it -v /mnt/d/3588:/mnt/3588 rknn3588:dev bash`, with changes. */
const answer = ({Config, HostConfig, Mounts, ImageConfig}: Answer = {}): unknown => ({
	Image: 'sha256:accac06e',
	Config: {
		Image: 'rknn3588:dev', Cmd: ['bash'], Entrypoint: null, WorkingDir: '', Env: [...imageConfig.Env], Labels: {maintainer: 'x'}, ExposedPorts: {'8888/tcp': {}},
		Tty: true, OpenStdin: true, AttachStdin: true, AttachStdout: true, User: '', ...Config,
	},
	HostConfig: {
		ShmSize: 2 ** 26, IpcMode: 'private', Runtime: 'runc', NetworkMode: 'default', Memory: 0, LogConfig: {Type: 'json-file', Config: {}}, ...HostConfig,
	},
	Mounts: Mounts ?? [{
		Type: 'bind', Source: '/mnt/d/3588', Destination: '/mnt/3588', RW: true, Propagation: 'rprivate',
	}],
	ImageConfig: ImageConfig ?? imageConfig,
});

const cases: ReadonlyArray<readonly [string, unknown]> = [
	['an interactive bash', answer()],
	['a training in the background', answer({
		Config: {
			Cmd: ['python', 'train.py', '--name', 'exp 2'], OpenStdin: false, AttachStdin: false, AttachStdout: false, WorkingDir: '/mnt/3588/yolov5',
		},
	})],
	['one without a terminal', answer({
		Config: {
			Cmd: ['python', 'train.py'], Tty: false, OpenStdin: false, AttachStdin: false, AttachStdout: false,
		},
	})],
	['a bash in the background', answer({Config: {AttachStdin: false, AttachStdout: false}})],
	['variables of its own', answer({Config: {Env: [...imageConfig.Env, 'WANDB_API_KEY=hunter2', 'OMP_NUM_THREADS=1']}})],
	['limits, GPUs and a read-only mount', answer({
		HostConfig: {
			ShmSize: 2 ** 34, Memory: 3 * (2 ** 30) + 4096, NanoCpus: 1_500_000_000, DeviceRequests: [{
				Driver: '', Count: 0, DeviceIDs: ['0', '1'], Capabilities: [['gpu']],
			}], Ulimits: [{Name: 'memlock', Soft: -1, Hard: -1}],
		},
		Mounts: [
			{
				Type: 'bind', Source: '/home/me/my data, all', Destination: '/data', RW: false, Propagation: 'rprivate',
			},
			{
				Type: 'volume', Name: 'runs', Source: '/var/lib/docker/volumes/runs/_data', Destination: '/runs', RW: true,
			},
			{Type: 'tmpfs', Destination: '/scratch', RW: true},
		],
	})],
	['the machine\'s shared memory', answer({HostConfig: {IpcMode: 'host'}})],
	['an entrypoint of its own', answer({Config: {Entrypoint: ['/opt/entry.sh', '-x'], Cmd: ['bash']}})],
	['an entrypoint of the image', answer({Config: {Entrypoint: ['/opt/nvidia/entry.sh']}, ImageConfig: {...imageConfig, Entrypoint: ['/opt/nvidia/entry.sh']}})],
];

/** The plan that docker would make of a command line, by yolotop's own reader of docker's flags; in the shell no variable is set. */
function readBack(text: string): LaunchPlan {
	const commands = splitShellCommands(text);
	expect(commands?.length).toBe(1);
	const {words} = (commands![0]!);
	expect(words.slice(0, 2)).toEqual(['docker', 'run']);
	const isAttached = !words.slice(2).includes('-d');
	return {...parseRunFlags(words.slice(2), {directory: '/', environment: {}, readTextFile: () => ''}, {...emptyPlan(''), hasTerminal: false}), isAttached};
}

/** What of a plan decides how the container is made. The entrypoint's rest comes before the command on a command line. */
function essence({environment, isAttached = false, entrypoint, command, ...plan}: LaunchPlan): unknown {
	const {stopSignal: _, stopTimeoutSeconds: __, ...rest} = plan;
	return {
		...rest, mounts: rest.mounts.map(mount => mount.type === 'volume' ? {...mount, hasNoCopy: mount.hasNoCopy === true} : mount), isAttached, words: [...(entrypoint?.slice(1) ?? []), ...command], entrypoint: entrypoint?.[0] ?? (entrypoint === undefined ? undefined : ''),
	};
}

describe('a printed command reads back as the container that it was made from', () => {
	test.each(cases)('%s', (_, inspected) => {
		for (const plan of [containerToPlan(inspected), cloneToPlan(inspected, ['python', 'train.py', '--resume', 'it\'s/last.pt'])]) {
			expect(essence(readBack(planToDockerText(plan)))).toEqual(essence({...plan, hostname: plan.hostname}));
		}
	});
});

test.each([
	['an interactive bash', 0, /^docker run -it /],
	['a training in the background', 1, /^docker run -d -t /],
	['one without a terminal', 2, /^docker run -d --shm/],
	['a bash in the background', 3, /^docker run -d -t -i /],
] as const)('somebody is attached to %s as before', (_, index, start) => {
	expect(planToDockerText(containerToPlan(cases[index]![1]))).toMatch(start);
});

test('of the environment only what the image does not set is named, and no value', () => {
	const text = planToDockerText(containerToPlan(cases[4]![1]));
	expect(text.match(/-e \S+/g)).toEqual(['-e WANDB_API_KEY', '-e OMP_NUM_THREADS']);
	expect(text).not.toMatch(/\*\*\*|hunter2|PATH|maintainer|--expose/);
	expect(planToDockerText(containerToPlan(cases[0]![1]))).not.toMatch(/ -e | --label /);
});

test('without the image\'s own settings no PATH of the shell is taken', () => {
	const {ImageConfig: _, ...rest} = answer() as Record<string, unknown>;
	expect(planToDockerText(containerToPlan(rest))).not.toMatch(/-e PATH/);
});

test.each(['en', 'zh'] as const)('what is left out of a command is told beside it, in %s', language => {
	expect(commandNotes([planToDockerText(containerToPlan(cases[0]![1]))], language)).toEqual([]);
	expect(commandNotes([planToDockerText(containerToPlan(cases[4]![1]))], language)).toEqual([expect.stringContaining('-e NAME')]);
	expect(commandNotes(['docker exec -e x', 'python train.py --api-key \'***\''], language)).toEqual([expect.stringMatching(/^\*\*\* /)]);
});
