import type {Remedy} from '../../domain/remedy.ts';
import type {RunState} from '../../domain/run.ts';
import {selectContinuation, type Continuation} from '../../run/select-continuation.ts';
import {parseGpuSpec} from '../../plan/gpu-spec.ts';
import {byteSizeToFlag, parseByteSize} from '../../domain/byte-size.ts';
import type {FormField, FormRemark, FormSpec} from '../../conversation/question.ts';
import {type Language, wordsIn} from '../../words/words.ts';
import type {ResumeRequest, ResumeWay} from './request.ts';

type FieldId = 'batchSize' | 'workers' | 'epochs' | 'imageSize' | 'patience' | 'device' | 'shmSize' | 'memory' | 'gpus' | 'way';

type Values = Readonly<Record<string, string>>;

const numbers = ['batchSize', 'workers', 'epochs', 'imageSize', 'patience'] as const;
const sizes: ReadonlySet<FieldId> = new Set(['shmSize', 'memory']);

/** The ways that remain for a run; the first one is chosen. */
const waysOf: Readonly<Record<Continuation, ReadonlyArray<ResumeWay | ''>>> = {
	resume: ['', 'resume', 'edit', 'new-run', 'restart'],
	'new-run': ['', 'new-run', 'restart'],
	restart: ['restart'],
};

/** The settings in force, by the form's own names; empty where they are not known. */
function currentValues({settings, container, epochs, dataLoaderWorkers}: RunState): Readonly<Record<FieldId, string>> {
	return {
		batchSize: settings.batch_size ?? settings.batch ?? '',
		workers: settings.workers ?? dataLoaderWorkers?.toString() ?? '',
		epochs: epochs?.toString() ?? settings.epochs ?? '',
		imageSize: settings.imgsz ?? settings.img_size ?? '',
		patience: settings.patience ?? '',
		device: ['None', 'null'].includes(settings.device ?? '') ? '' : settings.device ?? '',
		shmSize: container?.shmSizeBytes === undefined ? '' : byteSizeToFlag(container.shmSizeBytes),
		memory: container?.memoryLimitBytes === undefined ? '' : byteSizeToFlag(container.memoryLimitBytes),
		// Only what is asked for: how the container was made is not part of a run.
		gpus: '',
		way: '',
	};
}

/** What a remedy asks for, as values of the form. */
function remedyValues(remedy: Remedy | undefined): Partial<Record<FieldId, string>> {
	if (remedy?.kind !== 'relaunch') {
		return {};
	}

	const {batchSize, workers, imageSize, shmSizeBytes, memoryBytes, gpus} = remedy;
	return {
		...(batchSize !== undefined && {batchSize: String(batchSize)}),
		...(workers !== undefined && {workers: String(workers)}),
		...(imageSize !== undefined && {imageSize: String(imageSize)}),
		...(shmSizeBytes !== undefined && {shmSize: byteSizeToFlag(shmSizeBytes)}),
		...(memoryBytes !== undefined && {memory: byteSizeToFlag(memoryBytes)}),
		...(gpus !== undefined && {gpus}),
	};
}

export type SettingsFormFacts = {
	/** What a diagnosis proposes. */
	readonly remedy?: Remedy | undefined;
	readonly hasGpu?: boolean | undefined;
	/** Milliseconds since 1970. */
	readonly now?: number | undefined;
};

/**
The form for going on with other settings, filled with those in force, or with what a remedy asks for. GPUs are offered unless it is
known that there is none.
*/
export function settingsForm(state: RunState, language: Language, {remedy, hasGpu, now}: SettingsFormFacts = {}): FormSpec {
	const words = wordsIn(language).settingsForm;
	const continuation = selectContinuation(state, now);
	const ways = waysOf[continuation];
	const current = {...currentValues(state), way: ways[0]!};
	const filled: Readonly<Record<FieldId, string>> = {...current, ...remedyValues(remedy)};
	const options = ways.map(way => way === '' ? {value: way, label: words.bestWay, hint: words.bestWayHint} : {value: way, label: words.ways[way], hint: words.wayHints[way]});
	return {
		title: words.titles[continuation],
		paragraphs: [words.about],
		// Only a container has a size of its shared memory and a limit.
		fields: (Object.keys(current) as FieldId[]).filter(id => (!sizes.has(id) || state.container !== undefined) && (id !== 'gpus' || hasGpu !== false)).map((id): FormField => ({
			id, label: words.labels[id], value: filled[id], ...(id === 'way' ? {options} : {hint: words.hints[id]}),
		})),
		check(values) {
			const remarks = checkValues(values, language);
			const isUnchanged = Object.entries(values).every(([id, value]) => value.trim() === current[id as FieldId]);
			return isUnchanged && remarks.length === 0 ? [{isError: false, text: words.unchanged[continuation]}] : remarks;
		},
	};
}

function checkValues(values: Values, language: Language): readonly FormRemark[] {
	const words = wordsIn(language).settingsForm;
	const remarks: FormRemark[] = [];
	for (const field of numbers) {
		const text = values[field]!.trim();
		if (text !== '' && !/^-?\d{1,6}$/.test(text)) {
			remarks.push({field, isError: true, text: words.numberNeeded(words.labels[field])});
		} else if (field === 'imageSize' && Number(text) % 32 !== 0) {
			remarks.push({field, isError: false, text: words.roundedUp(words.labels[field])});
		}
	}

	for (const field of sizes) {
		const size = values[field]?.trim() ?? '';
		if (size !== '' && parseByteSize(size) === undefined) {
			remarks.push({field, isError: true, text: words.sizeNeeded(words.labels[field])});
		}
	}

	const gpus = values.gpus?.trim() ?? '';
	if (gpus !== '' && parseGpuSpec(gpus) === undefined) {
		remarks.push({field: 'gpus', isError: true, text: words.gpusNeeded(words.labels.gpus)});
	}

	return remarks;
}

/** What the filled form asks for: only what differs from what is in force. */
export function formToRequest(values: Values, state: RunState): ResumeRequest {
	const current = currentValues(state);
	const changed = (id: FieldId): string | undefined => {
		const text = values[id]?.trim() ?? '';
		return text === '' || text === current[id] ? undefined : text;
	};

	const change: Record<string, number | string> = {};
	for (const field of numbers) {
		const text = changed(field);
		if (text !== undefined) {
			change[field] = Number(text);
		}
	}

	const device = changed('device');
	const size = changed('shmSize');
	const memory = changed('memory');
	const gpus = changed('gpus');
	const way = changed('way');
	return {
		change: {
			...change,
			...(device !== undefined && {device}),
			...(size !== undefined && {shmSizeBytes: parseByteSize(size)}),
			...(memory !== undefined && {memoryBytes: parseByteSize(memory)}),
			...(gpus !== undefined && {gpus}),
		},
		...(way !== undefined && {way: way as ResumeWay}),
	};
}
