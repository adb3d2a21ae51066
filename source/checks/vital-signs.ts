import {leadingMetric} from '../domain/metric.ts';
import type {CheckId, CheckResult} from '../domain/check-result.ts';
import type {RunState} from '../domain/run.ts';
import {isComplete, isInEpochs} from '../domain/run-status.ts';
import {bytesToFrameworkText, bytesToShortText} from '../format/bytes.ts';
import {durationToText} from '../format/duration.ts';
import {metric, signedMetric} from '../format/number.ts';
import {gpuToKey, type Resources} from '../run/resources.ts';
import {isLookPending} from '../run/select-pending-look.ts';
import {selectBestEpoch} from '../run/select-best-epoch.ts';
import {selectChange} from '../run/select-change.ts';
import {selectCheckpoint} from '../run/select-checkpoint.ts';
import {selectEarlyStop} from '../run/select-early-stop.ts';
import {selectGpuLoad, selectMachineView, selectPeak} from '../run/select-machine.ts';
import {selectLastValidation} from '../run/select-quality.ts';
import {selectReservedMemory} from '../run/select-reserved-memory.ts';
import {selectMetricSeries} from '../run/select-series.ts';
import {selectStatus} from '../run/select-status.ts';
import type {RuleId} from '../words/diagnoses/rule-meanings.ts';
import {joinList} from '../words/punctuation.ts';
import {type Language, type Words, wordsIn} from '../words/words.ts';
import {percent} from '../words/percent.ts';
import {balanceOf, hasLearned} from './class-table.ts';
import type {Diagnosis} from './diagnosis.ts';

/** The vital signs in their fixed order, so that the eye learns the place. */
export const signIds = ['learning', 'fitting', 'balance', 'gpu', 'memory', 'saved', 'patience'] as const;

export type SignId = (typeof signIds)[number];

/** `neutral`: nothing can be said yet, or it is neither good nor bad. The worst first. */
export const signLevels = ['error', 'warning', 'neutral', 'good'] as const;

export type SignLevel = (typeof signLevels)[number];

/** One row: what is looked at, how it is, and the number that decides, in the person's language. */
export type VitalSign = {
	readonly id: SignId;
	readonly name: string;
	readonly level: SignLevel;
	readonly text: string;
	/** The same in fewer words; the text where undefined. */
	readonly short?: string;
	/** Where it comes from a rule: the diagnosis has the evidence. */
	readonly rule?: RuleId;
	/** Where the doctor found it. */
	readonly check?: CheckId;
};

/** Which sign each rule is about. */
const signOfRule: Readonly<Record<RuleId, SignId>> = {
	'weights-missing': 'learning', 'weights-corrupt': 'learning', 'weights-only-load': 'learning', 'resume-finished-run': 'learning', 'resume-ignores-arguments': 'learning',
	'dataset-missing': 'learning', 'dataset-yaml-invalid': 'learning', 'no-labels': 'learning', 'corrupt-labels': 'learning', 'class-out-of-range': 'learning', 'class-count-mismatch': 'learning',
	'download-failed': 'learning', 'container-start-failed': 'learning', 'command-not-found': 'learning', 'bad-argument': 'learning', 'module-missing': 'learning', 'requirements-unmet': 'learning',
	'main-guard-missing': 'learning', 'auxiliary-branch': 'learning', 'ranks-stuck': 'learning', 'output-incomplete': 'learning', 'epochs-left-out': 'learning', 'process-crashed': 'learning', 'python-traceback': 'learning',
	'loss-nan': 'learning', 'nan-recovered': 'learning', 'learning-rate-zero': 'learning', 'learning-rate-cold': 'learning', 'gradients-exploding': 'learning', 'gradients-vanishing': 'learning', 'training-stalled': 'learning', 'time-limit-near': 'saved', plateau: 'learning', 'deprecated-autocast': 'learning',
	overfitting: 'fitting', 'validation-loss-nan': 'fitting',
	'class-never-detected': 'balance', 'class-below-confidence': 'balance', 'low-recall': 'balance', 'low-precision': 'balance', 'few-examples': 'balance', 'class-without-labels': 'balance', 'loose-boxes': 'balance', 'class-falling': 'balance', 'classes-confused': 'balance',
	'gpu-not-used': 'gpu', 'gpu-unsupported': 'gpu', 'container-toolkit-missing': 'gpu', 'driver-missing': 'gpu', 'driver-mismatch': 'gpu', 'gpu-access-lost': 'gpu', 'data-loader-bound': 'gpu',
	'shm-bus-error': 'memory', 'shm-low': 'memory', 'cuda-out-of-memory': 'memory', 'host-out-of-memory': 'memory', 'memory-high': 'memory', 'worker-killed': 'memory',
	'disk-full': 'saved', 'disk-low': 'saved', 'output-read-only': 'saved', 'permission-denied': 'saved', 'output-not-persisted': 'saved',
	'early-stop-near': 'patience',
};

/** Which sign each check of the doctor is about; the others are no sign of a training. */
const signOfCheck: Readonly<Partial<Record<CheckId, SignId>>> = {
	'gpu-driver': 'gpu', 'gpu-toolkit': 'gpu', 'container-gpu-request': 'gpu', 'container-gpu': 'gpu', 'torch-cuda': 'gpu', 'torch-driver': 'gpu', 'wsl-gpu-library': 'gpu',
	'shared-memory': 'memory', ipc: 'memory', 'memory-limit': 'memory', 'wsl-memory': 'memory',
	volumes: 'saved', 'disk-space': 'saved',
};

/** What the signs are read from. */
export type SignFacts = {
	readonly run: RunState;
	/** Milliseconds since 1970. */
	readonly now: number;
	readonly resources: Resources;
	/** What the rules have found in the same facts, in the same language. */
	readonly diagnoses: readonly Diagnosis[];
	/** What the doctor has found, in the same language; undefined where nobody has asked it. */
	readonly checks?: readonly CheckResult[] | undefined;
};

type Reading = Pick<VitalSign, 'level' | 'text' | 'short'> & {readonly name?: string};

type Reader = (facts: SignFacts, words: Words['vitalSigns'], language: Language) => Reading;

/** Below it after some epochs the model has learned nothing yet. */
const learnedNothing = {below: 0.01, afterEpochs: 3};
/** A change that is less is none in three decimals. */
const leastChange = 0.0005;
/** Before so many epochs val losses above train losses are nothing unusual. */
const fittingEpochs = 5;
/** A GPU that is less busy for a minute waits for data. */
const waitsBelowPercent = 30;
const waitsSeconds = 55;
/** From these parts on a memory is nearly full. */
const fullMemory = 0.95;
const fullSharedMemory = 0.85;

const neutral = (text: string, short = text): Reading => ({level: 'neutral', text, short});
const good = (text: string, short = text): Reading => ({level: 'good', text, short});

const readers: Readonly<Record<SignId, Reader>> = {
	learning({run}, {learning: words}) {
		const {metrics} = selectLastValidation(run) ?? {};
		const {name, label} = leadingMetric(metrics);
		const series = selectMetricSeries(run, name);
		const best = selectBestEpoch(run)?.metrics?.[name];
		if (best !== undefined && best < learnedNothing.below && series.length > learnedNothing.afterEpochs) {
			return {level: 'warning', text: words.nothing(label, metric(best), String(series.length))};
		}

		const change = selectChange(series);
		return change === undefined
			? neutral(run.history.length > 1 && series.length === 0 ? words.notValidated : words.notYet, words.notYetShort)
			: {level: change.change >= leastChange ? 'good' : 'neutral', text: words.change(signedMetric(change.change), label, String(change.epochs)), short: words.changeShort(signedMetric(change.change), String(change.epochs))};
	},
	fitting({run}, {fitting: words, lookPending}) {
		const {history} = run;
		const hasLosses = history.some(({validationLosses}) => validationLosses !== undefined && Object.keys(validationLosses).length > 0);
		if (history.length < fittingEpochs) {
			return neutral(words.notYet(String(fittingEpochs)));
		}

		if (!hasLosses && isLookPending(run)) {
			return neutral(lookPending);
		}

		return hasLosses ? good(words.follows, words.followsShort) : neutral(words.unknown, words.unknownShort);
	},
	balance({run}, {balance: words, misses, invents}) {
		const {metrics = {}} = selectLastValidation(run) ?? {};
		const row = {name: 'all', metrics};
		const [precision, recall] = [metric(metrics.precision), metric(metrics.recall)];
		if (metrics.precision === undefined || metrics.recall === undefined || !hasLearned(row)) {
			return neutral(metrics.precision === undefined || metrics.recall === undefined ? words.unknown : words.both(precision, recall));
		}

		const balance = balanceOf(row);
		return balance === undefined
			? good(words.both(precision, recall), words.bothShort(precision, recall))
			: {
				level: 'warning', name: balance === 'misses' ? misses : invents, text: balance === 'misses' ? words.misses(recall, precision) : words.invents(precision, recall), short: balance === 'misses' ? words.missesShort(recall) : words.inventsShort(precision),
			};
	},
	gpu: (facts, {gpu: words}, language) => gpuReading(facts, words, language),
	memory: ({run, resources}, {memory: words}, language) => memoryReading(run, resources, words, language),
	saved({run, now}, {saved: words, lookPending}, language) {
		const checkpoint = selectCheckpoint(run, now);
		const best = selectBestEpoch(run);
		if (checkpoint === undefined && isLookPending(run)) {
			return neutral(lookPending);
		}

		if (checkpoint === undefined) {
			return neutral(run.history.length === 0 ? words.unknown : words.byRecord(String(run.history.at(-1)!.epoch)), words.unknown);
		}

		const saved = checkpoint.ageMs === undefined ? words.lastUndated(checkpoint.name) : words.last(checkpoint.name, durationToText(checkpoint.ageMs, wordsIn(language).durationUnits));
		return good(joinList([saved, ...(best === undefined ? [] : [words.best(String(best.epoch))])], language), saved);
	},
	patience({run}, {patience: words, lookPending}) {
		if (run.phase.kind === 'finished' && run.phase.isEarlyStop) {
			return neutral(words.stopped);
		}

		const countdown = selectEarlyStop(run);
		if (countdown === undefined) {
			const none = run.settings.patience === undefined && isLookPending(run) ? lookPending : words.none;
			return neutral(run.history.length === 0 ? words.unknown : none);
		}

		const {used, patience, left, stopEpoch} = countdown;
		return neutral(stopEpoch === undefined ? words.cannotEnd(String(used), String(patience)) : words.left(String(used), String(left)), words.short(String(used)));
	},
};

function gpuReading({run, now, resources}: SignFacts, words: Words['vitalSigns']['gpu'], language: Language): Reading {
	const {status} = selectStatus(run, now);
	const isOnCpu = run.devices.length > 0 && run.devices.every(({kind}) => kind === 'cpu');
	if (isOnCpu) {
		return neutral(run.settings.device === 'cpu' ? words.cpuByChoice : words.cpu);
	}

	const view = selectMachineView(run, resources);
	if (view === 'measuring' && isComplete(status)) {
		return neutral(words.over);
	}

	if (view !== 'measured') {
		return neutral(words[view], words.unknownShort);
	}

	const load = selectGpuLoad(resources);
	const {gpu: failure} = resources.failures;
	if (load === undefined) {
		return neutral(failure === undefined ? words.measuring : words.failed(wordsIn(language).resource.failures[failure.code].what), failure === undefined ? words.measuring : words.unknownShort);
	}

	if (!isInEpochs(status)) {
		return neutral(isComplete(status) || run.history.length > 0 ? words.over : words.before);
	}

	const busy = percent(load.percent / 100, language);
	return load.percent < waitsBelowPercent && load.seconds >= waitsSeconds
		? {level: 'warning', text: words.waits(busy), short: words.waitsShort(busy)}
		: good(`${words.busy(busy)}${load.minutes < 2 ? '' : words.idle(percent(load.idleShare, language), String(load.minutes))}`, words.busy(busy));
}

/** The highest share of the GPU's memory, of /dev/shm and, without a GPU, of the memory of the machine. */
function memoryReading(run: RunState, resources: Resources, words: Words['vitalSigns']['memory'], language: Language): Reading {
	const {gpus, sharedMemory, host, container} = resources;
	const parts: string[] = [];
	const gpu = gpus.toSorted((one, other) => (other.memoryUsedBytes ?? 0) - (one.memoryUsedBytes ?? 0))[0];
	const total = gpu?.memoryTotalBytes;
	const peak = gpu && (selectPeak(resources, `gpu-memory:${gpuToKey(gpu)}`) ?? gpu.memoryUsedBytes);
	const reserved = selectReservedMemory(run);
	if (peak !== undefined && total !== undefined && total > 0) {
		parts.push(words.peak(percent(peak / total, language), bytesToShortText(total)));
	} else if (reserved !== undefined) {
		parts.push(words.reserved(bytesToFrameworkText(reserved)));
	}

	if (sharedMemory?.usedBytes !== undefined && sharedMemory.sizeBytes !== undefined && sharedMemory.sizeBytes > 0) {
		parts.push(words.sharedMemory(percent(sharedMemory.usedBytes / sharedMemory.sizeBytes, language)));
	}

	const limit = container?.memoryLimitBytes ?? host?.memoryTotalBytes;
	if (peak === undefined && limit !== undefined && limit > 0 && container?.memoryUsedBytes !== undefined) {
		parts.push(words.ram(percent(container.memoryUsedBytes / limit, language)));
	}

	const isFull = (peak !== undefined && total !== undefined && peak >= fullMemory * total) || (sharedMemory?.usedBytes ?? 0) >= fullSharedMemory * (sharedMemory?.sizeBytes ?? Infinity);
	return parts.length === 0 ? neutral(words.unknown) : {...good(joinList(parts, language), parts[0]), level: isFull ? 'warning' : 'good'};
}

/**
The seven vital signs in their fixed order. A rule that has found more than a hint overrules what the figures alone say. Pure: the same facts
give the same signs.
*/
export function vitalSigns(known: SignFacts, language: Language): readonly VitalSign[] {
	const words = wordsIn(language).vitalSigns;
	// Of a run that has ended the machine of today says nothing.
	const facts = {...known, resources: known.resources.atEnd ?? known.resources};
	return signIds.map((id): VitalSign => {
		const {name = words.names[id], ...own} = readers[id](facts, words, language);
		// The diagnoses come with the worst first.
		const found = facts.diagnoses.find(({rule, severity}) => severity !== 'hint' && signOfRule[rule] === id);
		return found === undefined || isWorse(own.level, found.severity === 'error' ? 'error' : 'warning')
			? withCheck({id, name, ...own}, words.names[id], facts.checks)
			: {
				id, name: words.names[id], level: found.severity === 'error' ? 'error' : 'warning', text: found.what, rule: found.rule,
			};
	});
}

/** What the doctor knows counts where nothing worse is known; how a training runs says more than how its machine is set up, so a problem is a warning. */
function withCheck(sign: VitalSign, name: string, checks: SignFacts['checks'] = []): VitalSign {
	const found = checks.find(({check, level}) => level === 'problem' && signOfCheck[check] === sign.id) ?? checks.find(({check, level}) => level === 'warning' && signOfCheck[check] === sign.id);
	return found === undefined || sign.level === 'error' || sign.level === 'warning'
		? sign
		: {
			id: sign.id, name, level: 'warning', text: found.what, check: found.check,
		};
}

function isWorse(one: SignLevel, other: SignLevel): boolean {
	return signLevels.indexOf(one) < signLevels.indexOf(other);
}

/** The worst level of all, and how many signs have it; for the header. */
export function worstOf(signs: readonly VitalSign[]): {readonly level: SignLevel; readonly count: number} {
	const level = signLevels.find(candidate => candidate !== 'neutral' && signs.some(sign => sign.level === candidate)) ?? 'neutral';
	return {level, count: signs.filter(sign => sign.level === level).length};
}

/** The signs with the worst first; of one level in their order. */
export function worstFirst(signs: readonly VitalSign[]): readonly VitalSign[] {
	const rank: Readonly<Record<SignLevel, number>> = {
		error: 0, warning: 1, good: 2, neutral: 3,
	};
	return signs.toSorted((one, other) => rank[one.level] - rank[other.level]);
}
