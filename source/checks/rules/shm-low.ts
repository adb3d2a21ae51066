import {selectStatus} from '../../run/select-status.ts';
import {byteSizeToFlag} from '../../domain/byte-size.ts';
import {bytesToShortText} from '../../format/bytes.ts';
import {isAlive} from '../../domain/run-status.ts';
import type {Facts} from '../diagnosis-facts.ts';
import {optionText} from '../advice/option-value.ts';
import type {Finding, Rule} from '../rule.ts';
import {
	isSharedMemoryFull,
	loaderSettings,
	minimumSharedMemory,
	shmRemedy,
} from '../shared-memory.ts';
import {isWithoutContainer} from '../without-container.ts';
import {wordsIn} from '../../words/words.ts';

export const shmLow: Rule = {
	id: 'shm-low',
	level: 'warning',
	find(facts, language) {
		const {run, now} = facts;
		const isRunning = isAlive(selectStatus(run, now).status);
		const words = isRunning ? describe(facts, language) : undefined;
		if (words === undefined) {
			return undefined;
		}

		const texts = wordsIn(language).memoryDiagnoses['shm-low'];
		const remedy = shmRemedy(run, facts.sharedMemory?.sizeBytes ?? run.container?.shmSizeBytes);
		return {
			...words,
			why: texts.why(),
			action: (isWithoutContainer(run) ? texts.actionHere : texts.action)(byteSizeToFlag(remedy.shmSizeBytes), optionText(run, 'workers', remedy.workers)),
			remedy: {kind: 'relaunch', ...(!isWithoutContainer(run) && {shmSizeBytes: remedy.shmSizeBytes}), workers: remedy.workers},
		};
	},
};

/** Measured, or else foreseen from the settings. */
function describe({run, container, sharedMemory}: Facts, language: Parameters<Rule['find']>[1]): Pick<Finding, 'what' | 'evidence'> | undefined {
	const texts = wordsIn(language).memoryDiagnoses['shm-low'];
	const {usedBytes, sizeBytes = container?.isSharingIpc ? undefined : run.container?.shmSizeBytes} = sharedMemory ?? {};
	if (sizeBytes === undefined || sizeBytes <= 0) {
		return undefined;
	}

	const size = bytesToShortText(sizeBytes);
	if (usedBytes !== undefined && isSharedMemoryFull({usedBytes, sizeBytes})) {
		return {what: texts.whatFull(bytesToShortText(usedBytes), size), evidence: [`/dev/shm: ${bytesToShortText(usedBytes)} / ${size}`]};
	}

	const loader = loaderSettings(run);
	const need = loader === undefined ? 0 : minimumSharedMemory(loader);
	if (loader === undefined || need <= sizeBytes) {
		return undefined;
	}

	const options = [optionText(run, 'batchSize', loader.batchSize), optionText(run, 'workers', loader.workers), optionText(run, 'imageSize', loader.imageSize)];
	return {what: texts.whatSmall(size, bytesToShortText(need)), evidence: [`/dev/shm: ${size}`, options.join(' ')]};
}
