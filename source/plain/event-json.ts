import type {DiagnosisEvent} from '../checks/diagnosis.ts';
import type {RunEvent} from '../domain/event.ts';
import {maskSettings} from '../domain/secrets.ts';
import {diagnosisEventToJson} from './diagnosis-text.ts';
import {probeEventToJson} from './probe-json.ts';
import {
	classToJson,
	lossesToJson,
	numberToJson,
	recordToJson,
} from './value-json.ts';

type Fields = Readonly<Record<string, unknown>>;
type Converters = {readonly [Type in RunEvent['type']]?: (event: Extract<RunEvent, {type: Type}>) => Fields};

/** The events whose fields are flattened, or hold numbers that JSON cannot; all others are written as they are. */
const converters: Converters = {
	'epoch-progressed': ({progress}) => ({
		epoch: progress.epoch,
		epochs: numberToJson(progress.epochs),
		epochLabel: progress.epochLabel,
		batchIndex: numberToJson(progress.batchIndex),
		batchesPerEpoch: numberToJson(progress.batchesPerEpoch),
		imageSize: numberToJson(progress.imageSize),
		instances: numberToJson(progress.instances),
		reservedGpuMemoryBytes: numberToJson(progress.reservedGpuMemoryBytes),
		losses: lossesToJson(progress.losses),
	}),
	'validation-progressed': ({progress}) => ({
		batchIndex: numberToJson(progress.batchIndex),
		batchesPerEpoch: numberToJson(progress.batchesPerEpoch),
	}),
	'settings-read': ({settings, ...rest}) => ({settings: maskSettings(settings), ...rest}),
	'epoch-completed': ({record, epochs}) => ({...recordToJson(record), epochs: numberToJson(epochs)}),
	'image-detected': ({detection}) => ({...detection}),
	'speed-reported': ({speed}) => ({...speed}),
	'validation-reported': ({scope, row}) => ({scope, ...classToJson(row)}),
	'class-reported': ({scope, row}) => ({scope, ...classToJson(row)}),
	'history-read': ({records, runDirectory}) => ({runDirectory, history: records.map(record => recordToJson(record))}),
	'probe-read': ({probe, runDirectory}) => ({runDirectory, ...probeEventToJson(probe)}),
	'dataset-scanned': ({split, scan}) => ({split, ...scan}),
	'traceback-printed': ({traceback}) => ({...traceback}),
	'tool-printed': ({event}) => ({event: eventToJson(event)}),
	'tool-exited': ({end}) => ({...end}),
	'connection-changed'({connection: {kind, ...rest}}) {
		return {connection: kind, ...rest};
	},
};

/**
One line of `events`: `{"at": ..., "type": ..., ...}` with the names and units of `status --json`. `at` is in milliseconds since
1970, null where the source does not say when it was. Fields that only some sources know are left out.
*/
export function eventToJson(event: RunEvent | DiagnosisEvent): Fields {
	if (event.type === 'diagnosis-began' || event.type === 'diagnosis-ended') {
		return {at: numberToJson(event.at), type: event.type, ...diagnosisEventToJson(event)};
	}

	const {type, at, ...fields} = event;
	const convert = converters[type] as ((event: RunEvent) => Fields) | undefined;
	return {at: numberToJson(at), type, ...(convert === undefined ? fields : convert(event))};
}
