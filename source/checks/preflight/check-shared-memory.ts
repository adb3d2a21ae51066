import {minimumSharedMemory, recommendedSharedMemory, type LoaderSettings} from '../shared-memory-need.ts';
import {byteSizeToFlag} from '../../domain/byte-size.ts';
import type {PreflightFacts} from './facts.ts';
import {warning, type PreflightFinding} from './finding.ts';

/** Docker's, where nothing is asked for. */
const defaultBytes = 64 * (2 ** 20);

/** What the frameworks take where the command says nothing. Source: YOLOv5 v7.0 train.py, Ultralytics 8.3 cfg/default.yaml. */
const defaults: LoaderSettings = {batchSize: 16, workers: 8, imageSize: 640};

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
export function checkSharedMemory(facts: PreflightFacts): PreflightFinding[] {
	const {plan, training, isShell} = facts;
	const settings = settingsOf(facts);
	const present = plan.shmSizeBytes ?? defaultBytes;
	const isOfHost = plan.ipcMode !== undefined && plan.ipcMode !== 'private' && plan.ipcMode !== 'shareable';
	if (isOfHost || (training === undefined && !isShell) || minimumSharedMemory(settings) <= present) {
		return [];
	}

	return warning('shared-memory-small', {
		size: byteSizeToFlag(present),
		need: byteSizeToFlag(Math.ceil(minimumSharedMemory(settings) / (2 ** 20)) * (2 ** 20)),
		workers: `${settings.workers}`,
		batchSize: `${settings.batchSize}`,
		imageSize: `${settings.imageSize}`,
		recommended: byteSizeToFlag(recommendedSharedMemory(settings)),
	});
}
