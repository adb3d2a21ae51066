import type {FormField, FormOption} from '../../conversation/question.ts';
import {displayWidth, padEnd} from '../../format/display-width.ts';
import {drawLine, segmentsWidth, type Segment} from '../draw/line.ts';
import {wrapText} from '../draw/wrap.ts';
import type {ScreenModel} from '../panels/model.ts';
import {
	boxRoom,
	drawBox,
	type OverlayView,
	type Terminal,
} from './draw-box.ts';
import {inputSegments} from './input-segments.ts';
import type {Overlay} from './overlay.ts';

/** Longer values are cut; they are seen whole while they are typed. */
const valueColumns = 24;

/** A form: a line for each field, the one that is typed in always in sight, and below them what is wrong. */
export function drawForm({form, inputs, field}: Overlay & {readonly kind: 'form'}, model: ScreenModel, terminal: Terminal): OverlayView {
	const {look} = model;
	const {columns, rows} = boxRoom(terminal);
	const remarks = (form.check?.(Object.fromEntries(form.fields.map(({id}, index) => [id, inputs[index]?.text ?? '']))) ?? [])
		.flatMap(({text, isError}) => [...wrapText([[isError ? 'bad' : 'warning', text]], columns, look)]);
	const labelWidth = Math.max(...form.fields.map(({label}) => displayWidth(label)));
	const shown = form.fields.map((line, index) => chosenOption(line, inputs[index]!.text));
	const valueWidth = Math.max(10, ...inputs.map(({text}, index) => Math.min(valueColumns, displayWidth(shown[index]?.label ?? text) + (shown[index] === undefined ? 2 : 5))));
	const hints = form.fields.map(({hint}, index) => shown[index]?.hint ?? hint ?? '');
	const lines = form.fields.map(({label}, index): readonly Segment[] => [
		[index === field ? 'strong' : 'label', `${index === field ? look.glyphs.cursor : ' '} ${padEnd(label, labelWidth)}  `],
		...padSegments(shown[index] === undefined ? inputSegments(inputs[index]!, valueWidth, index === field) : [['accent', '< '], [index === field ? 'strong' : 'text', shown[index].label], ['accent', ' >']], valueWidth),
		['dim', hints[index]!],
	]);
	// Without room beside the values only the hint of the present field is told, below them.
	const hasHints = lines.every(line => segmentsWidth(line) <= columns);
	const hint = hasHints ? [] : wrapText([['dim', hints[field] ?? '']], columns, look).slice(0, 2);
	const fields = lines.map(line => drawLine(hasHints ? line : line.slice(0, -1), columns, look));
	const about = form.paragraphs.flatMap(text => [...wrapText([['text', text]], columns, look)]);
	const below = [...hint, ...remarks];
	const whole = [...about, ...fields, drawLine([], columns, look), ...below];
	if (whole.length <= rows) {
		return drawBox(form.title, model, terminal, whole);
	}

	const room = Math.max(1, rows - below.length);
	const first = Math.max(0, Math.min(field - Math.floor(room / 2), fields.length - room));
	return drawBox(form.title, model, terminal, [...fields.slice(first, first + room), ...below].slice(0, rows), {
		scroll: {first, shown: room, all: fields.length},
	});
}

/** Of a field with values to choose from the one that is chosen. */
function chosenOption({options}: FormField, value: string): FormOption | undefined {
	return options?.find(option => option.value === value) ?? options?.[0];
}

function padSegments(segments: readonly Segment[], columns: number): readonly Segment[] {
	return [...segments, ['text', ' '.repeat(Math.max(1, columns - segmentsWidth(segments)))]];
}
