import type {RankFailure, RunState} from '../../domain/run.ts';
import {byteSizeToFlag} from '../../domain/byte-size.ts';
import {bytesToShortText} from '../../format/bytes.ts';
import type {Facts} from '../diagnosis-facts.ts';
import {workersOf} from '../advice/option-value.ts';
import {findError, toEvidence} from '../printed-errors.ts';
import type {Rule} from '../rule.ts';
import {higherLimit, smallerMemory} from '../advice/smaller-memory.ts';
import {isWithoutContainer} from '../without-container.ts';
import {type Language, wordsIn} from '../../words/words.ts';

/**
An allocation on the CPU that failed without a kill. Source: c10/core/impl/alloc_cpu.cpp and c10/core/CPUAllocator.cpp,
aten/src/ATen/MapAllocator.cpp (error 12), OpenCV's `Failed to allocate N bytes`, numpy's `_ArrayMemoryError`, ENOMEM, Windows' page file.
*/
const forms = /\bdefaultcpuallocator: (?:can't allocate memory|not enough memory)|unable to mmap \d+ bytes from file .*: cannot allocate memory|\(-4:insufficient memory\)|^\[errno 12\] cannot allocate memory|^\[winerror 1455\]|^(?:not enough memory|page file too small): 0x|^std::bad_alloc$|^slurmstepd: error: detected \d+ oom[-_]kill event|\bwhat\(\):\s+std::bad_alloc/i;
/** Names of exceptions that say nothing else. */
const exceptions = ['MemoryError', '_ArrayMemoryError', 'ArrayMemoryError'];

export const hostOutOfMemory: Rule = {
	id: 'host-out-of-memory',
	level: 'error',
	supersedes: ['python-traceback', 'worker-killed', 'process-crashed', 'memory-high'],
	find(facts, language) {
		const {run} = facts;
		const texts = wordsIn(language).memoryDiagnoses['host-out-of-memory'];
		// What the engine says of the container now: `docker update` may have changed how it was made.
		const limit = run.container?.memoryLimitBytes ?? facts.memory?.limitBytes ?? facts.container?.memoryLimitBytes;
		const {options, remedy} = smallerMemory(run);
		const workers = workersOf(run);
		const common = {why: texts.why(workers === undefined || workers === 0 ? '' : String(workers)), action: isWithoutContainer(run) ? texts.actionHere(options) : texts.action(options), remedy};
		if (isKilledForMemory(run)) {
			const killed = {...common, what: texts.whatKilled(limit === undefined ? '' : bytesToShortText(limit)), evidence: killEvidence(facts, language)};
			const memoryBytes = higherLimit(limit, facts.host?.memoryTotalBytes);
			// The batch stays: with more memory the same training fits.
			return memoryBytes === undefined
				? killed
				: {...killed, action: texts.actionLimit(byteSizeToFlag(memoryBytes), options), remedy: {kind: 'relaunch', memoryBytes, ...(remedy.workers !== undefined && {workers: remedy.workers})}};
		}

		const failed = findError(run, {exceptions}) ?? findError(run, {message: forms});
		if (failed !== undefined) {
			return {...common, what: texts.whatFailed(), evidence: [toEvidence(failed.error.text)]};
		}

		const rank = run.ranks?.failure;
		if (rank?.signal === 'SIGKILL' && run.container?.isOutOfMemoryKilled === undefined) {
			return {
				...common, level: 'warning', what: texts.whatSuspected(), why: isWithoutContainer(run) ? texts.whySuspectedHere() : texts.whySuspected(), evidence: [rankEvidence(rank)],
			};
		}

		// A log file holds the shell's word only; where the engine says that memory was not the reason it was a stop.
		return run.phase.kind === 'killed' && run.phase.signal === 'SIGKILL' && run.container?.isOutOfMemoryKilled === undefined
			? {
				...common, level: 'warning', what: texts.whatSuspected(), why: isWithoutContainer(run) ? texts.whySuspectedHere() : texts.whySuspected(), evidence: ['Killed'],
			}
			: undefined;
	},
};

/** As torchrun reports it. */
function rankEvidence({rank, exitCode, signal}: RankFailure): string {
	return `exitcode: ${exitCode} (${signal ?? ''})${rank === undefined ? '' : `, rank: ${rank}`}`;
}

/** The engine keeps the word after a restart of the container, and says it of a child process too: only the end of a run that did not finish counts. */
function isKilledForMemory({phase, container}: RunState): boolean {
	const isOver = ['exited', 'dead', 'removed'].includes(container?.status ?? '') || phase.kind === 'killed';
	const isOwnEnd = phase.kind === 'finished' || phase.kind === 'interrupted';
	return container?.isOutOfMemoryKilled === true && isOver && !isOwnEnd;
}

/** Which process it was: one of the data loader's workers, or else the training itself. */
const workerForm = /^dataloader worker \(pid(?:\(s\))? [\d ,]+\) is killed by signal: killed/i;

function killEvidence({run}: Facts, language: Language): readonly string[] {
	const {container, phase} = run;
	return [
		toEvidence(findError(run, {message: workerForm})?.error.text ?? ''),
		'OOMKilled: true',
		container?.exitCode === undefined ? '' : wordsIn(language).evidence.exitCode(String(container.exitCode)),
		phase.kind === 'killed' ? 'Killed' : '',
	];
}
