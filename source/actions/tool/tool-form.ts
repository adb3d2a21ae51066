import type {RunState} from '../../domain/run.ts';
import type {FormField, FormRemark, FormSpec} from '../../conversation/question.ts';
import {type Language, wordsIn} from '../../words/words.ts';
import type {ToolChoice} from './tool-plan.ts';

type FieldId = 'checkpoint' | 'device' | 'batchSize' | 'source' | 'confidence' | 'videoStride' | 'savesText' | 'savesConfidence' | 'savesCrops' | 'copyTo';

/** The text of each field. */
export type ToolValues = Readonly<Record<string, string>>;

const fieldsOf = {
	val: ['checkpoint', 'device', 'batchSize', 'copyTo'],
	detect: ['source', 'checkpoint', 'device', 'confidence', 'videoStride', 'savesText', 'savesConfidence', 'savesCrops', 'copyTo'],
} as const satisfies Readonly<Record<ToolChoice['tool'], readonly FieldId[]>>;

const switches: ReadonlySet<FieldId> = new Set<FieldId>(['savesText', 'savesConfidence', 'savesCrops']);
const wholes: ReadonlySet<FieldId> = new Set<FieldId>(['batchSize', 'videoStride']);
const yesWords: ReadonlySet<string> = new Set(['yes', 'y', '是']);
const noWords: ReadonlySet<string> = new Set(['no', 'n', '', '否']);

export type ToolFormFacts = {
	readonly tool: ToolChoice['tool'];
	readonly isTraining: boolean;
	readonly hasBest: boolean;
	/** What was filled in before. */
	readonly earlier?: ToolValues | undefined;
};

/** Whether best.pt is there, as far as that is known. */
export function hasBest({checkpoints}: Pick<RunState, 'checkpoints'>): boolean {
	return checkpoints.length === 0 || checkpoints.some(({name}) => name.endsWith('best.pt'));
}

/** The form for a val or detect program. Beside a training it takes the CPU and a small batch unless something else is typed. */
export function toolForm({tool, isTraining, hasBest: isBestThere, earlier = {}}: ToolFormFacts, language: Language): FormSpec {
	const words = wordsIn(language).toolScreen;
	const initial: Readonly<Partial<Record<FieldId, string>>> = {
		checkpoint: isBestThere ? 'best' : 'last',
		...(isTraining && {device: 'cpu', batchSize: '1'}),
		savesText: words.no,
		savesConfidence: words.no,
		savesCrops: words.no,
	};
	return {
		title: tool === 'val' ? words.valTitle : words.detectTitle,
		paragraphs: [...(isTraining ? [wordsIn(language).tool.besideTraining(earlier.device ?? 'cpu')] : []), words.about],
		fields: fieldsOf[tool].map((id): FormField => ({
			id, label: words.labels[id], value: earlier[id] ?? initial[id] ?? '', hint: words.hints[id],
		})),
		check: values => checkValues(values, {tool, isTraining}, language),
	};
}

function checkValues(values: ToolValues, {tool, isTraining}: Pick<ToolFormFacts, 'tool' | 'isTraining'>, language: Language): readonly FormRemark[] {
	const words = wordsIn(language).toolScreen;
	const remarks: FormRemark[] = [];
	const error = (field: FieldId, text: (label: string) => string) => {
		remarks.push({field, isError: true, text: text(words.labels[field])});
	};

	for (const id of fieldsOf[tool]) {
		const text = (values[id] ?? '').trim();
		if (!yesWords.has(text) && !noWords.has(text) && switches.has(id)) {
			error(id, words.needsYesOrNo);
		} else if (text !== '' && wholes.has(id) && !/^[1-9]\d{0,5}$/.test(text)) {
			error(id, words.needsWhole);
		} else if (text !== '' && id === 'confidence' && !isShare(text)) {
			error(id, words.needsShare);
		} else if (id === 'source' && text === '') {
			error(id, words.needsSource);
		}
	}

	if (isTraining && (values.device ?? '').trim() !== 'cpu') {
		remarks.push({field: 'device', isError: false, text: words.sharesGpu});
	}

	if (tool === 'detect' && isYes(values.savesConfidence) && !isYes(values.savesText)) {
		remarks.push({field: 'savesConfidence', isError: false, text: words.needsConfText});
	}

	return remarks;
}

function isShare(text: string): boolean {
	return /^(?:0?\.\d+|[01](?:\.\d*)?)$/.test(text) && Number(text) <= 1;
}

function isYes(text: string | undefined): boolean {
	return yesWords.has((text ?? '').trim());
}

/** What the filled form asks for, and where the results are copied to. */
export function formToTool(tool: ToolChoice['tool'], values: ToolValues): {readonly choice: ToolChoice; readonly copyTo?: string} {
	const text = (id: FieldId): string | undefined => {
		const typed = (values[id] ?? '').trim();
		return typed === '' ? undefined : typed;
	};

	const number = (id: FieldId): number | undefined => text(id) === undefined ? undefined : Number(text(id));
	const [checkpoint, device, batchSize, copyTo] = [text('checkpoint'), text('device'), number('batchSize'), text('copyTo')];
	const [source, confidence, videoStride] = [text('source'), number('confidence'), number('videoStride')];
	return {
		choice: {
			tool,
			...(checkpoint !== undefined && {checkpoint}),
			...(device !== undefined && {device}),
			...(batchSize !== undefined && {batchSize}),
			...(source !== undefined && {source}),
			...(confidence !== undefined && {confidence}),
			...(videoStride !== undefined && {videoStride}),
			savesText: isYes(values.savesText),
			savesConfidence: isYes(values.savesConfidence),
			savesCrops: isYes(values.savesCrops),
		},
		...(copyTo !== undefined && {copyTo}),
	};
}
