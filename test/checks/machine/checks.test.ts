import {describe, expect, test} from 'vitest';
import type {CheckId, CheckLevel} from '../../../source/domain/check-result.ts';
import type {DoctorFacts, TorchFacts} from '../../../source/checks/machine/doctor-facts.ts';
import {findingToResult, type FindingCode} from '../../../source/checks/machine/finding.ts';
import {resultsToJson, resultsToLines} from '../../../source/checks/machine/report.ts';
import {runChecks} from '../../../source/checks/machine/run-checks.ts';
import {
	details,
	gibibyte,
	soundFacts,
	withContainer,
	withDetails,
	withHost,
	withInfo,
} from './facts.ts';

const failed = (code: 'tool-missing' | 'driver-not-loaded' | 'no-devices' | 'driver-library-mismatch', detail?: string) => ({kind: 'failed', failure: {code, ...(detail !== undefined && {detail})}}) as const;
const unreachable = (code: 'engine-unreachable' | 'engine-permission-denied' | 'engine-timeout' | 'engine-not-docker'): DoctorFacts => ({engine: {kind: 'unreachable', code, values: {endpoint: 'unix:///var/run/docker.sock'}}, host: soundFacts.host});
const withoutProof = {...soundFacts, container: undefined};
const torch: Extract<TorchFacts, {kind: 'told'}> = {
	kind: 'told', version: '2.4.0+cu121', cudaVersion: '12.1', isAvailable: true, deviceCount: 1, architectures: ['sm_80', 'sm_86'],
};

type Case = readonly [what: string, facts: DoctorFacts, check: CheckId, level: CheckLevel, code: FindingCode, command?: RegExp];

const cases: readonly Case[] = [
	['no engine', unreachable('engine-unreachable'), 'engine', 'problem', 'engine-unreachable', /systemctl start docker/],
	['no engine behind a port', {engine: {kind: 'unreachable', code: 'engine-unreachable', values: {endpoint: 'tcp://gpu1:2375'}}, host: soundFacts.host}, 'engine', 'problem', 'engine-unreachable', /ssh gpu1 docker version/],
	['no way by ssh', {engine: {kind: 'unreachable', code: 'ssh-permission-denied', values: {host: 'ssh://me@gpu1', reason: 'Permission denied (publickey).', command: 'ssh me@gpu1'}}, host: soundFacts.host}, 'engine', 'problem', 'engine-ssh-failed', /ssh-copy-id me@gpu1/],
	['a certificate that is over', {engine: {kind: 'unreachable', code: 'tls-engine-expired', values: {endpoint: 'tcp://gpu1:2376', reason: 'certificate has expired'}}, host: soundFacts.host}, 'engine', 'problem', 'engine-tls-failed', /s_client -connect gpu1:2376/],
	['a certificate that is not there', {engine: {kind: 'unreachable', code: 'tls-file-missing', values: {path: '/c/ca.pem'}}, host: soundFacts.host}, 'engine', 'problem', 'engine-tls-failed', /ls -l/],
	['no engine under WSL', {...unreachable('engine-unreachable'), host: {...soundFacts.host, isWsl: true}}, 'engine', 'problem', 'engine-unreachable', /service docker start/],
	['an engine that hangs', unreachable('engine-timeout'), 'engine', 'problem', 'engine-silent', /restart docker/],
	['another service', unreachable('engine-not-docker'), 'engine', 'problem', 'engine-not-docker', /docker context ls/],
	['no permission', unreachable('engine-permission-denied'), 'engine-permission', 'problem', 'permission-denied', /usermod -aG docker/],
	['the driver is not loaded', withHost({gpu: failed('driver-not-loaded')}), 'gpu-driver', 'problem', 'gpu-failed', /modprobe nvidia/],
	['the driver was upgraded', withHost({gpu: failed('driver-library-mismatch')}), 'gpu-driver', 'problem', 'gpu-failed', /reboot/],
	['a machine without a GPU', withHost({gpu: failed('tool-missing'), hasGpu: false}), 'gpu-driver', 'warning', 'gpu-none'],
	['the toolkit is missing', withHost({hasToolkitProgram: false}, withoutProof), 'gpu-toolkit', 'problem', 'toolkit-missing', /nvidia-ctk runtime configure/],
	['the toolkit is installed but perhaps not known to the engine', withHost({}, withoutProof), 'gpu-toolkit', 'warning', 'toolkit-installed', /restart docker/],
	['the engine refused a GPU', withDetails({state: {status: 'created', error: 'could not select device driver "" with capabilities: [[gpu]]'}}, {gpu: undefined}), 'gpu-toolkit', 'problem', 'toolkit-refused', /install -y nvidia-container-toolkit/],
	['CDI offers GPUs', withInfo({cdiDevices: ['nvidia.com/gpu=all']}, {container: undefined}), 'gpu-toolkit', 'ok', 'toolkit-cdi'],
	['a runtime of that name', withInfo({runtimes: ['runc', 'nvidia']}, {container: undefined}), 'gpu-toolkit', 'ok', 'toolkit-runtime'],
	['a container without a GPU on a machine with one', withDetails({deviceRequests: []}, {gpu: undefined}), 'container-gpu-request', 'problem', 'request-missing', /docker run .*--gpus all/],
	['PyTorch without CUDA', withContainer({
		torch: {
			...torch, version: '2.4.0+cpu', cudaVersion: undefined, isAvailable: false,
		},
	}), 'torch-cuda', 'problem', 'torch-cpu-build', /pip install .*download\.pytorch\.org/],
	['PyTorch without CUDA where there is no GPU', {...withContainer({torch: {...torch, cudaVersion: undefined, isAvailable: false}}), host: {...soundFacts.host, gpu: failed('tool-missing'), hasGpu: false}}, 'torch-cuda', 'warning', 'torch-cpu-build'],
	['PyTorch that sees no GPU', withContainer({torch: {...torch, isAvailable: false}}), 'torch-cuda', 'problem', 'torch-unavailable', /docker exec yolo nvidia-smi/],
	['a container that is stopped', withDetails({state: {status: 'exited'}}, {gpu: undefined, torch: undefined}), 'container-gpu', 'unknown', 'container-not-running', /docker start yolo/],
	['a container that is paused', withDetails({state: {status: 'paused'}}, {gpu: undefined, torch: undefined}), 'torch-cuda', 'unknown', 'container-is-paused', /docker unpause yolo/],
	['no PyTorch', withContainer({torch: {kind: 'no-torch'}}), 'torch-cuda', 'warning', 'torch-missing'],
	['the training itself named its GPU', withContainer({torch: {kind: 'memory-short'}, trainingDevices: [{kind: 'cuda', label: 'CUDA:0', name: 'RTX'}]}), 'torch-cuda', 'ok', 'torch-in-use'],
	['CUDA 13 on a driver for 12', withContainer({torch: {...torch, cudaVersion: '13.0'}}), 'torch-driver', 'problem', 'cuda-too-new', /ubuntu-drivers/],
	['a minor version behind fits', withContainer({torch: {...torch, cudaVersion: '12.8'}}), 'torch-driver', 'ok', 'cuda-fits'],
	['a GPU newer than PyTorch', withContainer({
		torch: {...torch, architectures: ['sm_70', 'sm_80']}, gpu: {
			kind: 'found', gpus: [], cudaVersion: '12.4', computeCapabilities: ['9.0'],
		},
	}), 'torch-driver', 'problem', 'gpu-too-new', /pip install/],
	['less shared memory than the workers hold', withDetails({shmSizeBytes: 64 * (2 ** 20)}, {sharedMemory: undefined}), 'shared-memory', 'problem', 'shm-small', /--shm-size 16g/],
	['less shared memory than the workers of both splits hold', withContainer({sharedMemory: {sizeBytes: gibibyte / 4, usedBytes: 0}}), 'shared-memory', 'warning', 'shm-small', /remount,size=16g \/dev\/shm/],
	['less than advised, but more than the workers can ever fill', withContainer({sharedMemory: {sizeBytes: gibibyte / 2, usedBytes: 0}}), 'shared-memory', 'ok', 'shm-ok'],
	['shared memory that was too small before', withContainer({
		sharedMemory: {sizeBytes: gibibyte / 2, usedBytes: 0}, sharedMemoryAdvice: {
			sizeBytes: gibibyte, needBytes: 1, enoughBytes: 2, hasFailed: true,
		},
	}), 'shared-memory', 'problem', 'shm-small', /size=1g/],
	['a little shared memory without workers', withDetails({shmSizeBytes: 64 * (2 ** 20)}, {
		sharedMemory: undefined, sharedMemoryAdvice: {
			sizeBytes: 64 * (2 ** 20), needBytes: 0, enoughBytes: 0, hasFailed: false,
		},
	}), 'shared-memory', 'ok', 'shm-ok'],
	['shared memory that is nearly full, at the same share as the diagnosis', withContainer({sharedMemory: {sizeBytes: 2 * gibibyte, usedBytes: 1.7 * gibibyte}}), 'shared-memory', 'problem', 'shm-full', /--shm-size/],
	['full shared memory', withContainer({sharedMemory: {sizeBytes: 2 * gibibyte, usedBytes: 1.95 * gibibyte}}), 'shared-memory', 'problem', 'shm-full', /--shm-size/],
	['the shared memory of the host', withDetails({ipcMode: 'host', shmSizeBytes: 64}), 'shared-memory', 'ok', 'shm-host'],
	['results inside the container only', withDetails({mounts: []}), 'volumes', 'warning', 'output-lost', /docker cp yolo:\/work\/runs\/train\/exp/],
	['a memory limit of 1 GB', withDetails({memoryLimitBytes: gibibyte}, {memoryUsedBytes: gibibyte / 10}), 'memory-limit', 'warning', 'memory-small', /--memory 8g/],
	['memory at its limit', withDetails({memoryLimitBytes: gibibyte}), 'memory-limit', 'problem', 'memory-full', /--memory 8g/],
	['little disk space', withContainer({disk: {path: '/work', sizeBytes: 100 * gibibyte, availableBytes: gibibyte / 4}}), 'disk-space', 'problem', 'disk-low', /docker system df/],
	['a narrow terminal', withContainer({terminal: {columns: 80, rows: 24}}), 'terminal-width', 'warning', 'terminal-narrow', /docker attach yolo/],
	['WSL without the driver of Windows', withHost({isWsl: true, hasWslGpuLibrary: false}), 'wsl-gpu-library', 'problem', 'wsl-library-missing', /wsl --update/],
	['WSL with 4 GB', withHost({isWsl: true, memoryBytes: 4 * gibibyte}), 'wsl-memory', 'warning', 'wsl-memory-small', /memory=12GB/],
	['WSL with Docker Desktop', withInfo({isDesktop: true}, {host: {...soundFacts.host, isWsl: true}}), 'wsl-engine', 'ok', 'wsl-desktop'],
	['images on a drive of Windows', {
		...withDetails({
			mounts: [{
				kind: 'bind', source: '/mnt/d/my data', destination: '/work', isReadOnly: false,
			}],
		}), host: {...soundFacts.host, isWsl: true},
	}, 'wsl-drives', 'warning', 'wsl-drive', /cp -r '\/mnt\/d\/my data'/],
];

describe('checks', () => {
	test('on a sound machine everything is ok, and nothing of WSL is said', () => {
		const findings = runChecks(soundFacts);
		expect(findings.filter(({level}) => level !== 'ok')).toEqual([]);
		expect(findings.map(({check}) => check)).toEqual(['engine', 'engine-permission', 'gpu-driver', 'gpu-toolkit', 'container-gpu-request', 'container-gpu', 'torch-cuda', 'torch-driver', 'shared-memory', 'ipc', 'volumes', 'memory-limit', 'disk-space', 'terminal-width']);
	});

	test.each(cases.map(([what, ...others]) => [what, others] as const))('%s', (_, [facts, check, level, code, command]) => {
		const found = runChecks(facts).filter(finding => finding.check === check);
		expect(found.map(finding => [finding.level, finding.code])).toEqual([[level, code]]);
		expect(found[0]!.commands.join('\n')).toMatch(command ?? /^/);
		for (const language of ['en', 'zh'] as const) {
			const {what, why, commands} = findingToResult(found[0]!, language);
			expect(what).not.toMatch(/undefined|\[object/);
			expect(language === 'en' || /\p{Script=Han}/u.test(what + why)).toBe(true);
			// Remarks are in the person's language, and none is left without words.
			expect(commands.some(line => line.includes('#:'))).toBe(false);
			expect(commands.filter(line => line.startsWith('# ')).every(line => /\p{Script=Han}/u.test(line) === (language === 'zh'))).toBe(true);
		}
	});

	test('a container that does not run leaves what is inside it unknown', () => {
		const facts = withDetails({state: {status: 'exited'}, pid: undefined}, {
			gpu: undefined, torch: undefined, sharedMemory: undefined, terminal: undefined,
		});
		expect(runChecks(facts).filter(({level}) => level === 'problem')).toEqual([]);
		expect(runChecks(facts).find(({check}) => check === 'torch-cuda')?.level).toBe('unknown');
	});
});

test('a container is made again with the GPUs that it had, and with none where there is none', () => {
	const small = {sharedMemory: {sizeBytes: 2 ** 26, usedBytes: 0}};
	const commandOf = (facts: DoctorFacts) => runChecks(facts).find(({check}) => check === 'shared-memory')?.commands.at(-1);
	const request = (deviceIds: readonly string[], count?: number) => withDetails({deviceRequests: [{deviceIds, capabilities: [['gpu']], ...(count !== undefined && {count})}]}, small);
	expect(commandOf(request([], 2))).toContain('docker run -it --gpus 2 --shm-size');
	expect(commandOf(request(['1']))).toContain('docker run -it --gpus device=1 --shm-size');
	expect(commandOf(request(['0', '1']))).toContain('docker run -it --gpus \'"device=0,1"\' --shm-size');
	expect(commandOf(request(['nvidia.com/gpu=0']))).toMatch(/^docker run -it --shm-size .* --device nvidia\.com\/gpu=0 /);
	expect(commandOf({...request([], -1), host: {...soundFacts.host, hasGpu: false}})).toContain('docker run -it --shm-size');
});

test('the report counts, indents and says what is to be done', () => {
	const results = runChecks(withDetails({shmSizeBytes: 64 * (2 ** 20), image: 'my image'}, {sharedMemory: undefined})).map(finding => findingToResult(finding, 'en'));
	const lines = resultsToLines(results, 'en');
	expect(lines.at(-1)).toBe('1 problem, 0 warnings');
	expect(lines.find(line => line.startsWith('problem'))).toMatch(/^problem {2}Shared memory {3,}\/dev\/shm has only 64\.0 MiB\.$/);
	expect(lines.find(line => line.includes('docker run'))?.trim()).toBe('docker run -it --gpus all --shm-size 16g --mount type=bind,src=/home/me/data,dst=/work -w /work \'my image\' bash');
	expect(resultsToJson(results)).toMatchObject({schema: 1, problems: 1, warnings: 0});
	expect(resultsToLines(runChecks(soundFacts).map(finding => findingToResult(finding, 'zh')), 'zh').at(-1)).toMatch(/\p{Script=Han}/u);
	expect(details.command).toEqual(['bash']);
});
