import type {RunState} from '../../domain/run.ts';
import {byteSizeToFlag} from '../../domain/byte-size.ts';
import {bytesToShortText} from '../../format/bytes.ts';
import type {Facts} from '../diagnosis-facts.ts';
import {optionText, workersOf} from '../advice/option-value.ts';
import {findError, toEvidence} from '../printed-errors.ts';
import type {Rule} from '../rule.ts';
import {batchBytes, loaderSettings, shmRemedy} from '../shared-memory.ts';
import {isWithoutContainer} from '../without-container.ts';
import {type Language, wordsIn} from '../../words/words.ts';

/**
All forms of the same cause. Source: torch/csrc/DataLoader.cpp and torch/utils/data/_utils/signal_handling.py (text of the
handlers), aten/src/ATen/MapAllocator.cpp (`unable to write to file </torch_PID_...>`, `unable to allocate shared memory(shm)`),
NCCL between several GPUs, bash's report of a signal. "Too many open files" of the same allocator is another cause.
*/
const forms: readonly RegExp[] = [
	/unexpected bus error encountered in worker/i,
	/dataloader worker \(pid(?:\(s\))? [\d ,]+\) is killed by signal: bus error/i,
	/unable to (?:write to|resize|allocate shared memory\(shm\) for) file <[^>]*torch_[^>]*>(?: to the right size)?: (?!too many open files)/i,
	/no space left on device: '?\/dev\/shm\//i,
	/^error while creating shared memory segment \/dev\/shm\/nccl/i,
	// A class may have this name: behind it stand figures.
	/^bus error(?: \(core dumped\))?(?:$| {2,}[^\s\d])/i,
];

/** SIGBUS ended the process: 128 + 7. */
const busErrorExitCode = 135;

export const shmBusError: Rule = {
	id: 'shm-bus-error',
	level: 'error',
	supersedes: ['shm-low', 'python-traceback', 'worker-killed', 'ranks-stuck', 'process-crashed', 'disk-full'],
	find(facts, language) {
		const evidence = collectEvidence(facts, language);
		if (evidence.length === 0) {
			return undefined;
		}

		const {run} = facts;
		const texts = wordsIn(language).memoryDiagnoses['shm-bus-error'];
		const isHere = isWithoutContainer(run);
		const size = facts.sharedMemory?.sizeBytes ?? run.container?.shmSizeBytes;
		const loader = loaderSettings(run);
		const remedy = shmRemedy(run, size);
		return {
			what: (isHere ? texts.whatHere : texts.what)(size === undefined || facts.container?.isSharingIpc ? '' : bytesToShortText(size)),
			why: (isHere ? texts.whyHere : texts.why)(loader === undefined ? '' : bytesToShortText(batchBytes(loader))),
			action: (isHere ? texts.actionHere : texts.action)(byteSizeToFlag(remedy.shmSizeBytes), optionText(run, 'workers', remedy.workers)),
			evidence: [...evidence, ...settingsEvidence(run)],
			remedy: isHere ? {kind: 'relaunch', workers: remedy.workers} : {kind: 'relaunch', shmSizeBytes: remedy.shmSizeBytes},
		};
	},
};

function collectEvidence({run}: Facts, language: Language): readonly string[] {
	const lines = forms.flatMap(message => findError(run, {message})?.error.text ?? []).map(text => toEvidence(text));
	const exitCode = run.exitCode ?? run.container?.exitCode;
	const rank = run.ranks?.failure;
	return [...new Set(lines), ...(rank?.signal === 'SIGBUS' ? [wordsIn(language).evidence.exitCodeOf(String(rank.exitCode), 'SIGBUS')] : []), ...(exitCode === busErrorExitCode && run.phase.kind !== 'finished' ? [wordsIn(language).evidence.exitCodeOf(String(exitCode), 'SIGBUS')] : [])];
}

function settingsEvidence(run: RunState): readonly string[] {
	const workers = workersOf(run);
	return workers === undefined ? [] : [optionText(run, 'workers', workers)];
}
