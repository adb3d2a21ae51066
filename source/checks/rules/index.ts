import type {Rule} from '../rule.ts';
import {badArgument} from './bad-argument.ts';
import {lowPrecision, lowRecall} from './balance.ts';
import {classBelowConfidence} from './class-below-confidence.ts';
import {classCountMismatch} from './class-count-mismatch.ts';
import {classNeverDetected} from './class-never-detected.ts';
import {classOutOfRange} from './class-out-of-range.ts';
import {classWithoutLabels} from './class-without-labels.ts';
import {commandNotFound} from './command-not-found.ts';
import {containerStartFailed} from './container-start-failed.ts';
import {containerToolkitMissing} from './container-toolkit-missing.ts';
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
import {fewExamplesRule} from './few-examples.ts';
import {gpuAccessLost} from './gpu-access-lost.ts';
import {gpuNotUsed} from './gpu-not-used.ts';
import {gpuUnsupported} from './gpu-unsupported.ts';
import {hostOutOfMemory} from './host-out-of-memory.ts';
import {learningRateZero} from './learning-rate-zero.ts';
import {looseBoxes} from './loose-boxes.ts';
import {lossNan} from './loss-nan.ts';
import {mainGuardMissing} from './main-guard-missing.ts';
import {memoryHigh} from './memory-high.ts';
import {moduleMissing} from './module-missing.ts';
import {nanRecovered} from './nan-recovered.ts';
import {noLabels} from './no-labels.ts';
import {outputIncomplete} from './output-incomplete.ts';
import {outputNotPersisted} from './output-not-persisted.ts';
import {outputReadOnly} from './output-read-only.ts';
import {overfitting} from './overfitting.ts';
import {permissionDenied} from './permission-denied.ts';
import {plateau} from './plateau.ts';
import {processCrashed} from './process-crashed.ts';
import {pythonTraceback} from './python-traceback.ts';
import {ranksStuck} from './ranks-stuck.ts';
import {requirementsUnmet} from './requirements-unmet.ts';
import {resumeFinishedRun} from './resume-finished-run.ts';
import {resumeIgnoresArguments} from './resume-ignores-arguments.ts';
import {shmBusError} from './shm-bus-error.ts';
import {shmLow} from './shm-low.ts';
import {trainingStalled} from './training-stalled.ts';
import {validationLossNan} from './validation-loss-nan.ts';
import {weightsCorrupt} from './weights-corrupt.ts';
import {weightsMissing} from './weights-missing.ts';
import {weightsOnlyLoad} from './weights-only-load.ts';
import {workerKilled} from './worker-killed.ts';

/** THE rule table, the more telling first: within a severity diagnoses come in this order. */
export const rules: readonly Rule[] = [
	// What ended the training, or kept it from beginning.
	shmBusError,
	cudaOutOfMemory,
	hostOutOfMemory,
	containerToolkitMissing,
	driverMismatch,
	driverMissing,
	gpuUnsupported,
	commandNotFound,
	containerStartFailed,
	diskFull,
	outputReadOnly,
	permissionDenied,
	resumeFinishedRun,
	weightsMissing,
	downloadFailed,
	weightsOnlyLoad,
	weightsCorrupt,
	datasetMissing,
	datasetYamlInvalid,
	noLabels,
	classOutOfRange,
	classCountMismatch,
	moduleMissing,
	badArgument,
	mainGuardMissing,
	workerKilled,
	ranksStuck,
	processCrashed,
	// An exception that follows is mostly a consequence.
	lossNan,
	pythonTraceback,
	// What is wrong while it goes on.
	learningRateZero,
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
	requirementsUnmet,
	dataLoaderBound,
	earlyStopNear,
	plateau,
	nanRecovered,
	deprecatedAutocast,
	outputIncomplete,
	// What the result says.
	classNeverDetected,
	classBelowConfidence,
	lowRecall,
	lowPrecision,
	fewExamplesRule,
	classWithoutLabels,
	looseBoxes,
];
