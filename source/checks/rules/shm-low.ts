import {selectStatus} from '../../run/select-status.ts';
import {memoryDiagnoses} from '../../text/diagnoses/memory.ts';
import {byteSizeToFlag} from '../../domain/byte-size.ts';
import {isAlive} from '../../domain/run-status.ts';
import {bytesToText} from '../byte-text.ts';
import type {Facts} from '../facts.ts';
import {optionText} from '../advice/options.ts';
import type {Finding, Rule} from '../rule.ts';
import {loaderSettings, shmRemedy} from '../shm-settings.ts';
import {minimumSharedMemory} from '../shared-memory-need.ts';
import {isOnThisMachine} from '../on-this-machine.ts';

/** Above it one more batch of a worker may not find room. */
const fullShare = 0.8;

export const shmLow: Rule = {
	id: 'shm-low',
	severity: 'warning',
	find(facts, language) {
		const {run, now} = facts;
		const isRunning = isAlive(selectStatus(run, now).status);
		const words = isRunning ? describe(facts, language) : undefined;
		if (words === undefined) {
			return undefined;
		}

		const texts = memoryDiagnoses(language)['shm-low'];
		const remedy = shmRemedy(run, facts.sharedMemory?.sizeBytes ?? run.container?.shmSizeBytes);
		return {
			...words,
			why: texts.why(),
			action: (isOnThisMachine(run) ? texts.actionHere : texts.action)(byteSizeToFlag(remedy.shmSizeBytes), optionText(run, 'workers', remedy.workers)),
			remedy: {kind: 'relaunch', ...(!isOnThisMachine(run) && {shmSizeBytes: remedy.shmSizeBytes}), workers: remedy.workers},
		};
	},
};

/** Measured, or else foreseen from the settings. */
function describe({run, container, sharedMemory}: Facts, language: Parameters<Rule['find']>[1]): Pick<Finding, 'what' | 'evidence'> | undefined {
	const texts = memoryDiagnoses(language)['shm-low'];
	const {usedBytes, sizeBytes = container?.isSharingIpc ? undefined : run.container?.shmSizeBytes} = sharedMemory ?? {};
	if (sizeBytes === undefined || sizeBytes <= 0) {
		return undefined;
	}

	const size = bytesToText(sizeBytes);
	if (usedBytes !== undefined && usedBytes >= fullShare * sizeBytes) {
		return {what: texts.whatFull(bytesToText(usedBytes), size), evidence: [`/dev/shm: ${bytesToText(usedBytes)} / ${size}`]};
	}

	const loader = loaderSettings(run);
	const need = loader === undefined ? 0 : minimumSharedMemory(loader);
	if (loader === undefined || need <= sizeBytes) {
		return undefined;
	}

	const options = [optionText(run, 'batchSize', loader.batchSize), optionText(run, 'workers', loader.workers), optionText(run, 'imageSize', loader.imageSize)];
	return {what: texts.whatSmall(size, bytesToText(need)), evidence: [`/dev/shm: ${size}`, options.join(' ')]};
}
