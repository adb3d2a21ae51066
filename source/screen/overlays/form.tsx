import type {FormField, FormOption} from '../../conversation/question.ts';
import {displayWidth, padEnd} from '../../format/display-width.ts';
import {segmentsWidth, type Segment} from '../draw/line.ts';
import {wrapText} from '../draw/wrap.ts';
import type {ScreenModel} from '../panels/model.ts';
import type {Look} from '../theme/look.ts';
import {Frame, Line, Lines} from './frame.tsx';
import {inputSegments} from './input-segments.ts';
import type {OverlayBox} from './overlay-place.ts';
import type {Overlay} from './overlay.ts';

/** Longer values are cut; they are seen whole while they are typed. */
const valueColumns = 24;

type FormOverlay = Overlay & {readonly kind: 'form'};

export type FormProps = {readonly overlay: FormOverlay; readonly model: ScreenModel; readonly box: OverlayBox};

/** A form: a line for each field, the one that is typed in always in sight, and below them what is wrong. */
export function Form({overlay, model: {look}, box}: FormProps) {
	const {form, inputs, field} = overlay;
	const {columns, rows} = box;
	const remarks = (form.check?.(Object.fromEntries(form.fields.map(({id}, index) => [id, inputs[index]?.text ?? '']))) ?? [])
		.flatMap(({text, isError}) => [...wrapText([[isError ? 'bad' : 'warning', text]], columns, look)]);
	const lines = fieldLines(overlay, look);
	// Without room beside the values only the hint of the current field is shown, below them.
	const hasHints = lines.every(({line, hint}) => segmentsWidth([...line, hint]) <= columns);
	const below = [...(hasHints ? [] : wrapText([['dim', lines[field]?.hint[1] ?? '']], columns, look).slice(0, 2)), ...remarks];
	const about = form.paragraphs.flatMap(text => [...wrapText([['text', text]], columns, look)]);
	const isWhole = about.length + lines.length + 1 + below.length <= rows;
	const room = isWhole ? lines.length : Math.max(1, rows - below.length);
	const first = Math.max(0, Math.min(field - Math.floor(room / 2), lines.length - room));
	return (
		<Frame title={form.title} scroll={{first, shown: room, all: lines.length}} box={box} look={look}>
			<Lines lines={isWhole ? about : []}/>
			{lines.slice(first, first + room).map(({id, line, hint}) => <Line key={id} segments={hasHints ? [...line, hint] : line} columns={columns} look={look}/>)}
			{isWhole ? <Line segments={[]} columns={columns} look={look}/> : undefined}
			<Lines lines={below.slice(0, Math.max(0, rows - Math.min(room, lines.length)))}/>
		</Frame>
	);
}

/** The label and the value of each field, and the hint behind them. */
function fieldLines({form: {fields}, inputs, field}: FormOverlay, look: Look): ReadonlyArray<{readonly id: string; readonly line: readonly Segment[]; readonly hint: Segment}> {
	const labelWidth = Math.max(...fields.map(({label}) => displayWidth(label)));
	const options = fields.map((line, index) => chosenOption(line, inputs[index]!.text));
	const valueWidth = Math.max(10, ...inputs.map(({text}, index) => Math.min(valueColumns, displayWidth(options[index]?.label ?? text) + (options[index] === undefined ? 2 : 5))));
	return fields.map(({id, label, hint}, index) => {
		const option = options[index];
		const isCurrent = index === field;
		const value: readonly Segment[] = option === undefined
			? inputSegments(inputs[index]!, valueWidth, isCurrent)
			: [['accent', '< '], [isCurrent ? 'strong' : 'text', option.label], ['accent', ' >']];
		return {
			id,
			line: [
				[isCurrent ? 'strong' : 'label', `${isCurrent ? look.glyphs.cursor : ' '} ${padEnd(label, labelWidth)}  `],
				...value,
				['text', ' '.repeat(Math.max(1, valueWidth - segmentsWidth(value)))],
			],
			hint: ['dim', option?.hint ?? hint ?? ''],
		};
	});
}

/** Of a field with values to choose from the one that is chosen. */
function chosenOption({options}: FormField, value: string): FormOption | undefined {
	return options?.find(option => option.value === value) ?? options?.[0];
}
