import {leadingMetric, metricDefinitions, shownBoxMetrics} from '../domain/metric.ts';
import type {EpochProgress, EpochRecord, RunState} from '../domain/run.ts';
import type {ValidationRow} from '../domain/validation.ts';
import type {Diagnosis} from '../checks/diagnosis.ts';
import type {RunWriter} from '../domain/run-writer.ts';
import type {Target} from '../domain/target.ts';
import {selectBestEpoch} from '../run/select-best-epoch.ts';
import {selectEstimate} from '../run/select-estimate.ts';
import {selectEta} from '../run/select-eta.ts';
import {selectLastValidation, selectLosses} from '../run/select-quality.ts';
import {selectProbeStatus} from '../run/select-probe.ts';
import {selectEpoch} from '../run/select-progress.ts';
import {selectRanks} from '../run/select-ranks.ts';
import {selectSecondsPerEpoch} from '../run/select-seconds-per-epoch.ts';
import {selectStatus} from '../run/select-status.ts';
import {hiddenOutputToText} from '../words/observation-text.ts';
import {selectClasses} from '../run/select-class-tables.ts';
import {diagnosisToJson} from './diagnosis-text.ts';
import {
	classToJson,
	lossesToJson,
	metricsToJson,
	numberToJson,
	recordToJson,
	type JsonNull,
} from './value-json.ts';
import {probeToJson} from './probe-json.ts';
import {jobToJson} from './job-json.ts';
import {reasonToText} from './reason-text.ts';
import {toolToJson} from './tool-json.ts';

/** The number that changes when a field is renamed or means something else. */
const schema = 1;
/** The length of the short id that the engine's own tools show. */
const shortIdLength = 12;

/**
The answer of `status --json`, with the keys in the contract's order. Always in English, so that a program does not depend
on the person's language; unknown is null. `diagnoses` are those in English, `writer` is what writes the run directory now.
*/
export function runToStatusJson(state: RunState, now: number, {diagnoses = [], writer}: {readonly diagnoses?: readonly Diagnosis[]; readonly writer?: RunWriter} = {}): Readonly<Record<string, unknown>> {
	return {
		schema,
		...identityToJson(state, now),
		...positionToJson(state),
		...qualityToJson(state),
		classes: selectClasses(state).classes.map(row => classToJson(row)),
		history: state.history.map(record => recordToJson(record)),
		...timesToJson(state, now),
		...probeToJson(state),
		probe: selectProbeStatus(state) ?? null,
		iteration: state.iteration === undefined ? null : {index: state.iteration.index, count: numberToJson(state.iteration.count)},
		ranks: ranksToJson(state),
		...(state.toolRun && {tool: toolToJson(state.toolRun)}),
		writer: writer === undefined ? null : {kind: writer.kind, name: writer.name, pid: numberToJson(writer.pid)},
		diagnoses: diagnoses.map(diagnosis => diagnosisToJson(diagnosis)),
		notices: state.notices.map(({text, count}) => ({text, count})),
	};
}

function identityToJson(state: RunState, now: number): Readonly<Record<string, unknown>> {
	const {framework, task, runDirectory, target, job} = state;
	const {status, reason} = selectStatus(state, now);
	return {
		target: targetToJson(target),
		framework: framework === undefined && task === undefined
			? null
			: {
				name: framework?.name ?? null, version: framework?.version ?? null, task: task ?? null, variant: framework?.variant ?? null,
			},
		status,
		statusReason: reason === undefined ? null : reasonToText(reason, 'en'),
		runDirectory: runDirectory ?? null,
		...observationToJson(state, now),
		...(job && {job: jobToJson(job)}),
	};
}

/** The processes of a training on several GPUs; null for one process. */
function ranksToJson(state: RunState): Readonly<Record<string, unknown>> | JsonNull {
	const ranks = selectRanks(state);
	return ranks === undefined
		? null
		: {
			count: numberToJson(ranks.count),
			devices: ranks.devices,
			failed: ranks.failure === undefined && ranks.failedRank === undefined ? null : {rank: numberToJson(ranks.failedRank), exitCode: numberToJson(ranks.failure?.exitCode), signal: ranks.failure?.signal ?? null},
		};
}

/** Only for a run whose output is not the container's: where its numbers come from, and where it should be by the clock. */
function observationToJson(state: RunState, now: number): Readonly<Record<string, unknown>> {
	const {observation} = state;
	if (observation === undefined) {
		return {};
	}

	const estimate = selectEstimate(state, now);
	return {
		source: {
			kind: observation.output.kind,
			text: hiddenOutputToText(observation.output, 'en'),
			isProcessRunning: observation.isRunning,
			pid: numberToJson(observation.pid),
		},
		estimate: estimate === undefined ? null : {epoch: estimate.epoch, fraction: Math.round(estimate.fraction * 1000) / 1000},
	};
}

/** Where the training stands, as the last bar says; without any bar the last completed epoch. */
function positionToJson(state: RunState): Readonly<Record<string, unknown>> {
	const {epochLabel, batchIndex, batchesPerEpoch, imageSize, instances, reservedGpuMemoryBytes}: Partial<EpochProgress> = state.progress ?? {};
	return {
		epoch: numberToJson(selectEpoch(state)),
		epochs: numberToJson(state.epochs),
		epochLabel: epochLabel ?? null,
		batchIndex: numberToJson(batchIndex),
		batchesPerEpoch: numberToJson(batchesPerEpoch),
		imageSize: numberToJson(imageSize),
		instances: numberToJson(instances),
		reservedGpuMemoryBytes: numberToJson(reservedGpuMemoryBytes),
	};
}

function qualityToJson(state: RunState): Readonly<Record<string, unknown>> {
	const {metrics, maskMetrics, poseMetrics}: Partial<ValidationRow> = selectLastValidation(state) ?? {};
	const best = selectBestEpoch(state);
	return {
		losses: lossesToJson(selectLosses(state)),
		metrics: metricsToJson(metrics),
		maskMetrics: metricsToJson(maskMetrics),
		...(poseMetrics && {poseMetrics: metricsToJson(poseMetrics)}),
		best: best === undefined ? null : bestToJson(best),
	};
}

function timesToJson(state: RunState, now: number): Readonly<Record<string, unknown>> {
	const secondsPerEpoch = selectSecondsPerEpoch(state);
	const eta = selectEta(state, now);
	return {
		secondsPerEpoch: numberToJson(secondsPerEpoch === undefined ? undefined : Math.round(secondsPerEpoch * 1000) / 1000),
		etaSeconds: numberToJson(eta === undefined ? undefined : Math.round(eta.leftMs / 1000)),
	};
}

function targetToJson(target: Target | undefined): Readonly<Record<string, unknown>> | JsonNull {
	switch (target?.kind) {
		case undefined: {
			return null;
		}

		case 'container': {
			return {
				kind: target.kind, name: target.name, id: target.id.slice(0, shortIdLength), ...(target.image !== undefined && {image: target.image}), ...(target.profile !== undefined && {profile: target.profile}),
			};
		}

		case 'file':
		case 'directory': {
			return {kind: target.kind, name: target.name, path: target.path};
		}

		case 'process': {
			return {kind: target.kind, name: target.name, pid: numberToJson(target.pid)};
		}

		case 'job': {
			return {
				kind: target.kind, name: target.name, id: target.id, host: target.host ?? null,
			};
		}

		case 'stdin':
		case 'demo': {
			return {kind: target.kind, name: target.name};
		}
	}
}

function bestToJson({epoch, metrics = {}}: EpochRecord): Readonly<Record<string, unknown>> {
	const lead = leadingMetric(metrics);
	const shown = lead.of === 'boxes' ? shownBoxMetrics([metrics]) : metricDefinitions;
	return {epoch, ...Object.fromEntries(shown.filter(({chart}) => chart === lead.chart).map(({name}) => [name, numberToJson(metrics[name])]))};
}
