import type {Engine} from '../engine/engine.ts';
import {
	isTrueAt,
	numberAt,
	stringAt,
	stringsAt,
} from '../engine/json-value.ts';
import type {TorchFacts} from '../checks/machine/doctor-facts.ts';

/**
Asks for what can be known without a CUDA context: one on a small GPU could end the training that uses it. NVML answers
the question for the GPU in newer versions of PyTorch.
*/
const script = `
import json, os, warnings
os.environ.setdefault("PYTORCH_NVML_BASED_CUDA_CHECK", "1")
try:
    import torch
except ImportError:
    print(json.dumps({"missing": True}))
else:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        available = torch.cuda.is_available()
        count = torch.cuda.device_count() if available else 0
        try:
            archs = list(torch.cuda.get_arch_list())
        except Exception:
            archs = []
    print(json.dumps({"version": torch.__version__, "cuda": torch.version.cuda, "available": available, "count": count, "archs": archs, "warning": str(caught[0].message).splitlines()[0] if caught else None}))
`;

/** A Python that hangs in the driver ends itself, where the image has `timeout`. */
const prefixes: ReadonlyArray<readonly string[]> = [['timeout', '-s', 'KILL', '40'], []];
const programs: readonly string[] = ['python', 'python3'];

/** Asks PyTorch of the container's Python. Never rejects, except for the abort. */
export async function gatherTorch(engine: Engine, container: string, signal: AbortSignal): Promise<TorchFacts> {
	try {
		for (const program of programs) {
			for (const prefix of prefixes) {
				const {exitCode, stdout, stderr} = await engine.exec(container, [...prefix, program, '-c', script], {signal, timeLimitMs: 45_000, maxBytes: 65_536});
				if (exitCode !== 126 && exitCode !== 127) {
					return exitCode === 137 || exitCode === undefined ? {kind: 'no-answer'} : readTorchAnswer(stdout, stderr);
				}
			}
		}

		return {kind: 'no-python'};
	} catch {
		signal.throwIfAborted();
		return {kind: 'no-answer'};
	}
}

/** Reads what the script printed; images may print words of their own before it. */
export function readTorchAnswer(stdout: string, stderr: string): TorchFacts {
	const answer = parseLastLine(stdout);
	const version = stringAt(answer, 'version');
	if (isTrueAt(answer, 'missing')) {
		return {kind: 'no-torch'};
	}

	return version === undefined
		? {kind: 'failed', detail: stderr.trim().split('\n').at(-1)!.slice(0, 300)}
		: {
			kind: 'told',
			version,
			cudaVersion: stringAt(answer, 'cuda'),
			isAvailable: isTrueAt(answer, 'available'),
			deviceCount: numberAt(answer, 'count'),
			architectures: stringsAt(answer, 'archs'),
			warning: stringAt(answer, 'warning'),
		};
}

function parseLastLine(text: string): unknown {
	try {
		return JSON.parse(text.trim().split('\n').at(-1)!);
	} catch {
		return undefined;
	}
}
