import type {OutputEvent, RunEvent} from '../domain/event.ts';
import type {TerminalLine} from '../domain/line.ts';
import {recogniseDownload} from './download.ts';
import {countFromOne, endingRows} from './ending-table.ts';
import {recogniseErrorLine} from './error-line.ts';
import {createFailureReader} from './failure-reader.ts';
import {recogniseTrialsBar} from './iteration-lines.ts';
import {recogniseNotice} from './notice.ts';
import {
	anyStart,
	createProgramContext,
	frameworkOf,
	map,
	type Recogniser,
	type RecogniserRow,
} from './program-context.ts';
import {recogniseBar} from './bar-line.ts';
import {toPossibleEvent} from './possible-event.ts';
import {withoutPrintedColours} from './printed-colours.ts';
import {setupRows} from './setup-table.ts';
import {toolRows} from './tool-table.ts';
import type {Reading} from './tracker-state.ts';

/** Lines of a training to events. */
export type Parser = {
	/**
	An ended line gives what it says. A transient line gives progress only and changes nothing in the parser, so that lines
	of a second, newer stream of the same output may be pushed between.
	*/
	push(line: TerminalLine): RunEvent[];
};

/** After these the epoch of the process will not be completed. */
const ends: ReadonlySet<OutputEvent['type']> = new Set<OutputEvent['type']>(['process-interrupted', 'process-killed', 'exit-code-reported']);

/** Texts that two writers may have put on one line; more than a bar and two others are not looked for. */
const textsOnOneLine = 3;

/** Longest text that the recognisers look at, in UTF-16 units. Options lines are the longest, about 3000. */
const examinedLength = 20_000;

/** A line without its prefix, and who printed it. */
type OwnLine = Pick<TerminalLine, 'channel' | 'at'> & {readonly rank: number | undefined};

export function createParser(): Parser {
	const context = createProgramContext();
	const {epochs, prefix} = context;
	const failures = createFailureReader();
	/** THE table: the first row that knows a line has it. */
	const recognisersOf = byStart([
		...setupRows(context),
		...endingRows(context),
		...toolRows(context),
		[anyStart, text => map(recogniseErrorLine(text), error => [{type: 'error-printed', text: error}])],
		['DR', text => map(recogniseDownload(text), download => [{type: 'download-announced', ...download}])],
		[anyStart, text => map(recogniseNotice(text), notice => [{type: 'notice-printed', text: notice}])],
	]);

	const read = (text: string, line: OwnLine, depth: number): OutputEvent[] => {
		if (depth === textsOnOneLine || text === '') {
			return [];
		}

		const reading: Reading | undefined = epochs.read(text, line.at);
		if (reading !== undefined) {
			return [...reading.events.map(event => withVersion(event)), ...read(reading.rest ?? '', line, depth + 1)];
		}

		// A bar that is no epoch's, such as that of a label scan, may have another text behind it too.
		const other = recogniseBar(text);
		const trials = other && recogniseTrialsBar(other);
		const events: OutputEvent[] = trials === undefined ? readOne(other?.description ?? text, line) : [{type: 'iteration-reported', iteration: countFromOne(context, trials)}];
		return other === undefined || other.rest === '' ? events : [...events, ...read(other.rest, line, depth + 1)];
	};

	/** A program that prints no options has printed its version in its banner. */
	const withVersion = (event: OutputEvent): OutputEvent => event.type === 'process-started' && event.framework !== undefined
		? {...event, framework: frameworkOf(context, event.framework.name)}
		: event;

	const readOne = (text: string, line: OwnLine): OutputEvent[] => {
		const failure = failures.push(text, line.channel, line.rank);
		if (failure !== undefined) {
			if (ends.has(failure.type)) {
				epochs.abandon();
			}

			return [failure];
		}

		for (const recognise of recognisersOf(text)) {
			const events = recognise(text, line.at);
			if (events !== undefined) {
				return events;
			}
		}

		return [];
	};

	return {
		push({text: whole, isTransient, channel, at}) {
			const examined = withoutPrintedColours(whole.length > examinedLength ? whole.slice(0, examinedLength) : whole);
			const {text, rank, other} = prefix.strip(examined, isTransient);
			if (other !== undefined) {
				const failure = isTransient ? undefined : failures.pushOther(text, channel, other);
				return failure === undefined ? [] : [at === undefined ? failure : {...failure, at}];
			}

			const before = isTransient ? [] : prefix.takeEarlier();
			const line = {channel, at, rank};
			// What a container says before its program may be the reason of what follows.
			const found = isTransient ? epochs.preview(text) : [...before.flatMap(early => read(early, line, 0)), ...read(text, line, 0)];
			const events: RunEvent[] = found.flatMap(event => toPossibleEvent(event) ?? []);
			return at === undefined || events.length === 0 ? events : events.map(event => ({...event, at}));
		},
	};
}

/** Looks up the recognisers of a text by its first character: most lines are no one's, and this is known at a glance. */
function byStart(table: readonly RecogniserRow[]): (text: string) => readonly Recogniser[] {
	const of = (character: string) => table.filter(([starts]) => starts === anyStart || starts.includes(character)).map(([, recognise]) => recognise);
	const ascii = Array.from({length: 128}, (_, code) => of(String.fromCodePoint(code)));
	const others = of('\u{80}');
	return text => ascii[text.codePointAt(0) ?? -1] ?? others;
}
