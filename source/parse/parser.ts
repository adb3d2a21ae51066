import type {OutputEvent, RunEvent} from '../domain/event.ts';
import type {TerminalLine} from '../domain/line.ts';
import type {Device} from '../domain/framework.ts';
import {recogniseBanner, recogniseMoreDevice, type Banner} from './banner.ts';
import {
	isEvolutionEnd,
	recogniseEarlyStop,
	recogniseFinalValidation,
	recogniseResultsSaved,
	recogniseTrainingEnd,
} from './ending-lines.ts';
import {createEpochTracker} from './epoch-tracker.ts';
import {recogniseErrorLine} from './error-line.ts';
import {createFailureReader} from './failure-reader.ts';
import {createLinePrefix} from './line-prefix.ts';
import {recogniseDownload} from './download.ts';
import {recogniseNotice} from './notice.ts';
import {recogniseOptions} from './options-line.ts';
import {recogniseBar} from './progress-bar.ts';
import {
	recogniseDatasetScan,
	recogniseModelSummary,
	recogniseResume,
	recogniseRunDirectory,
	recogniseTrainingStart,
	recogniseWorkers,
} from './setup-lines.ts';
import {recogniseStreamFrames, recogniseStreamSource} from './stream-lines.ts';
import {recogniseDetection, recogniseLabelsSaved, recogniseSpeed} from './tool-lines.ts';
import type {Reading} from './tracker-state.ts';

/** Lines of a training to events. */
export type Parser = {
	/**
	An ended line gives what it says. A transient line gives progress only and changes nothing in the parser, so that lines
	of a second, newer stream of the same output may be pushed between.
	*/
	push(line: TerminalLine): RunEvent[];
};

/** Texts that two writers may have put on one line; more than a bar and two others are not looked for. */
const textsOnOneLine = 3;

/** Longest text that the recognisers look at, in UTF-16 units. Options lines are the longest, about 3000. */
const examinedLength = 20_000;

type Recogniser = (text: string, at: number | undefined) => OutputEvent[] | undefined;

const digits = '0123456789';
const wordStarts = `${digits}/abcdefghijklmnopqrstuvwxyz`;
/** Stands for every character. */
const anyStart = '';

export function createParser(): Parser {
	const epochs = createEpochTracker();
	const failures = createFailureReader();
	const prefix = createLinePrefix();
	let banner: Banner | undefined;
	let isEvolving = false;
	/** Addresses of the streams that a detect program has opened, in their order. */
	const streams: string[] = [];
	/** `yolo predict` prints no options: its images tell. */
	let isDetecting = false;

	/**
	THE table: each gives undefined for a line that is not its kind; the first that knows the line has it. Before each stand the
	characters with which its lines can begin.
	*/
	const recognisers: ReadonlyArray<readonly [starts: string, recognise: Recogniser]> = [
		[`N${wordStarts}`, text => {
			const options = recogniseOptions(text);
			if (options === undefined) {
				return undefined;
			}

			prefix.settle();
			const {tool, framework, task, settings} = options;
			epochs.start(tool, framework, task);
			isEvolving = tool === 'train' && isSwitchedOn(settings.evolve);
			banner = banner?.framework.name === framework ? banner : undefined;
			return [{
				type: 'process-started', tool, framework: banner?.framework ?? {name: framework}, ...(task !== undefined && {task}), settings,
			}];
		}],
		['YU', text => {
			const found = recogniseBanner(text);
			if (found === undefined) {
				return undefined;
			}

			prefix.settle();
			banner = found;
			epochs.identify(banner.framework.name);
			return [{type: 'framework-detected', ...banner}];
		}],
		[anyStart, text => {
			const device: Device | undefined = banner && recogniseMoreDevice(text);
			if (banner === undefined || device === undefined) {
				return undefined;
			}

			banner = {...banner, devices: [...banner.devices.filter(({label}) => label !== device.label), device]};
			return [{type: 'framework-detected', ...banner}];
		}],
		[anyStart, text => {
			const summary = recogniseModelSummary(text);
			if (summary === undefined) {
				return undefined;
			}

			const {isFused, ...model} = summary;
			return isFused || !epochs.isBeforeTraining ? [] : [{type: 'model-summarised', ...model}];
		}],
		['tv', text => map(recogniseDatasetScan(text), scan => epochs.isBeforeTraining ? [{type: 'dataset-scanned', ...scan}] : [])],
		['U', text => map(recogniseWorkers(text), workers => [{type: 'workers-announced', workers}])],
		['L', text => map(recogniseRunDirectory(text), path => [{type: 'run-directory-announced', path}])],
		['R', text => map(recogniseResume(text, epochs.framework), resume => [{type: 'training-resumed', ...resume}])],
		['S', text => map(recogniseTrainingStart(text), start => [{type: 'training-started', ...start}])],
		['EST', text => map(recogniseEarlyStop(text), ({patience, printedEpoch}) => {
			const bestEpoch = printedEpoch !== undefined && epochs.framework !== undefined ? printedEpoch + (epochs.framework === 'yolov5' ? 1 : 0) : undefined;
			return [{type: 'early-stop-announced', patience, ...(bestEpoch !== undefined && {bestEpoch})}];
		})],
		[`T${digits}`, (text, at) => map(recogniseTrainingEnd(text), end => {
			const events: OutputEvent[] = [...epochs.finishTraining(at), {type: 'training-ended', ...end}];
			if (!isEvolving && epochs.endsSilently) {
				epochs.leave();
				events.push({type: 'results-saved'});
			}

			return events;
		})],
		['V', (text, at) => map(recogniseFinalValidation(text), checkpoint => [...epochs.finishTraining(at), {type: 'final-validation-started', checkpoint}])],
		['H', text => {
			if (isEvolutionEnd(text)) {
				isEvolving = false;
				return [];
			}

			return undefined;
		}],
		['R', text => map(recogniseResultsSaved(text), path => {
			if (isDetecting || epochs.tool !== 'train') {
				isDetecting = false;
				return [{type: 'tool-results-saved', path}];
			}

			if (isEvolving) {
				return [];
			}

			epochs.leave();
			return [{type: 'results-saved', path}];
		})],
		['iv', text => map(recogniseDetection(text), detection => {
			isDetecting = true;
			return [{type: 'image-detected', detection}];
		})],
		[digits, text => map(recogniseStreamSource(text), ({index, path}) => {
			streams.length = index;
			streams[index - 1] = path;
			return [];
		})],
		[digits, text => map(recogniseStreamFrames(text), frames => {
			isDetecting = true;
			// A line of YOLOv5 repeats those of the streams before.
			const own = epochs.framework === 'yolov5' ? frames.slice(-1) : frames;
			return own.map(frame => ({
				type: 'image-detected', detection: {
					...frame, kind: 'stream', count: Math.max(streams.length, frame.index), path: streams[frame.index - 1] ?? '',
				},
			}));
		})],
		['S', text => map(recogniseSpeed(text), speed => {
			if (isDetecting || epochs.tool !== 'train') {
				return [{type: 'speed-reported', speed}];
			}

			// Ultralytics ends with the times of the last validation; without plots it does not say where the results are.
			if (!epochs.isAfterTraining || epochs.framework !== 'ultralytics') {
				return [];
			}

			epochs.settle();
			return [{type: 'results-saved'}];
		})],
		[digits, text => map(recogniseLabelsSaved(text), labels => [{type: 'labels-saved', ...labels}])],
		[anyStart, text => map(recogniseErrorLine(text), error => [{type: 'error-printed', text: error}])],
		['DR', text => map(recogniseDownload(text), download => [{type: 'download-announced', ...download}])],
		[anyStart, text => map(recogniseNotice(text), notice => [{type: 'notice-printed', text: notice}])],
	];
	const recognisersOf = byStart(recognisers);

	const read = (text: string, line: TerminalLine, depth: number): OutputEvent[] => {
		if (depth === textsOnOneLine || text === '') {
			return [];
		}

		const reading: Reading | undefined = epochs.read(text, line.at);
		if (reading !== undefined) {
			prefix.settle();
			return [...reading.events.map(event => withVersion(event)), ...read(reading.rest ?? '', line, depth + 1)];
		}

		// A bar that is no epoch's, such as that of a label scan, may have another text behind it too.
		const other = recogniseBar(text);
		const events = readOne(other?.description ?? text, line);
		return other === undefined || other.rest === '' ? events : [...events, ...read(other.rest, line, depth + 1)];
	};

	/** A program that prints no options has told its version in its banner. */
	const withVersion = (event: OutputEvent): OutputEvent => event.type === 'process-started' && banner?.framework.name === event.framework?.name ? {...event, framework: banner!.framework} : event;

	const readOne = (text: string, line: TerminalLine): OutputEvent[] => {
		const failure = failures.push(text, line.channel);
		if (failure !== undefined) {
			if (failure.type !== 'traceback-printed') {
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
		push(line) {
			const text = prefix.strip(line.text.length > examinedLength ? line.text.slice(0, examinedLength) : line.text);
			const events: RunEvent[] = line.isTransient ? epochs.preview(text) : read(text, line, 0);
			return line.at === undefined || events.length === 0 ? events : events.map(event => ({...event, at: line.at!}));
		},
	};
}

/** Looks up the recognisers of a text by its first character: most lines are no one's, and this is known at a glance. */
function byStart(table: ReadonlyArray<readonly [starts: string, recognise: Recogniser]>): (text: string) => readonly Recogniser[] {
	const of = (character: string) => table.filter(([starts]) => starts === anyStart || starts.includes(character)).map(([, recognise]) => recognise);
	const ascii = Array.from({length: 128}, (_, code) => of(String.fromCodePoint(code)));
	const others = of('\u{80}');
	return text => ascii[text.codePointAt(0) ?? -1] ?? others;
}

function map<T>(found: T | undefined, toEvents: (found: T) => OutputEvent[]): OutputEvent[] | undefined {
	return found === undefined ? undefined : toEvents(found);
}

/** Whether an option that is a number or nothing is set. */
function isSwitchedOn(value: string | undefined): boolean {
	return value !== undefined && !['', 'None', 'False', '0'].includes(value);
}
