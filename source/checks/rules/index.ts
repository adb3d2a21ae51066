import type {Rule} from '../rule.ts';
import {classOutOfRange} from './class-out-of-range.ts';
import {commandNotFound} from './command-not-found.ts';
import {containerStartFailed} from './container-start-failed.ts';
import {corruptLabels} from './corrupt-labels.ts';
import {cudaOutOfMemory} from './cuda-out-of-memory.ts';
import {dataLoaderBound} from './data-loader-bound.ts';
import {datasetMissing} from './dataset-missing.ts';
import {datasetYamlInvalid} from './dataset-yaml-invalid.ts';
import {deprecatedAutocast} from './deprecated-autocast.ts';
import {diskFull} from './disk-full.ts';
import {diskLow} from './disk-low.ts';
import {downloadFailed} from './download-failed.ts';
import {driverMismatch} from './driver-mismatch.ts';
import {driverMissing} from './driver-missing.ts';
import {earlyStopNear} from './early-stop-near.ts';
import {gpuAccessLost} from './gpu-access-lost.ts';
import {gpuNotUsed} from './gpu-not-used.ts';
import {hostOutOfMemory} from './host-out-of-memory.ts';
import {learningRateZero} from './learning-rate-zero.ts';
import {lossNan, nanRecovered, validationLossNan} from './losses.ts';
import {memoryHigh} from './memory-high.ts';
import {moduleMissing} from './module-missing.ts';
import {noLabels} from './no-labels.ts';
import {epochsLeftOut} from './epochs-left-out.ts';
import {outputIncomplete} from './output-incomplete.ts';
import {outputNotPersisted} from './output-not-persisted.ts';
import {overfitting} from './overfitting.ts';
import {plateau} from './plateau.ts';
import {printedRules} from './printed.ts';
import {
	classesConfused,
	classFalling,
	gradientsExploding,
	gradientsVanishing,
	learningRateCold,
} from './probed.ts';
import {processCrashed} from './process-crashed.ts';
import {pythonTraceback} from './python-traceback.ts';
import {
	classBelowConfidence,
	classNeverDetected,
	classWithoutLabels,
	fewExamplesRule,
	looseBoxes,
	lowPrecision,
	lowRecall,
} from './result.ts';
import {resumeIgnoresArguments} from './resume-ignores-arguments.ts';
import {shmBusError} from './shm-bus-error.ts';
import {shmLow} from './shm-low.ts';
import {timeLimitNear} from './time-limit-near.ts';
import {trainingStalled} from './training-stalled.ts';
import {weightsMissing} from './weights-missing.ts';

/** The rules that have a file of their own, or read the figures of a result. */
const ownRules: readonly Rule[] = [
	// What ended the training, or kept it from beginning.
	shmBusError,
	cudaOutOfMemory,
	hostOutOfMemory,
	driverMismatch,
	driverMissing,
	commandNotFound,
	containerStartFailed,
	diskFull,
	weightsMissing,
	downloadFailed,
	datasetMissing,
	datasetYamlInvalid,
	noLabels,
	classOutOfRange,
	moduleMissing,
	processCrashed,
	// An exception that follows is mostly a consequence.
	lossNan,
	pythonTraceback,
	// What is wrong while it goes on.
	learningRateZero,
	gradientsExploding,
	gradientsVanishing,
	learningRateCold,
	timeLimitNear,
	trainingStalled,
	shmLow,
	memoryHigh,
	diskLow,
	gpuNotUsed,
	gpuAccessLost,
	resumeIgnoresArguments,
	outputNotPersisted,
	validationLossNan,
	overfitting,
	corruptLabels,
	dataLoaderBound,
	earlyStopNear,
	classFalling,
	classesConfused,
	plateau,
	nanRecovered,
	deprecatedAutocast,
	outputIncomplete,
	epochsLeftOut,
	// What the result says.
	classNeverDetected,
	classBelowConfidence,
	lowRecall,
	lowPrecision,
	fewExamplesRule,
	classWithoutLabels,
	looseBoxes,
];

/** THE rule table, the more telling first: within a severity diagnoses come in this order. */
export const rules: readonly Rule[] = withPrinted(ownRules);

/** Each printed rule comes right behind the one that it names. */
function withPrinted(own: readonly Rule[]): readonly Rule[] {
	const all = [...own];
	for (const rule of printedRules) {
		all.splice(all.findIndex(({id}) => id === rule.after) + 1, 0, rule);
	}

	return all;
}
