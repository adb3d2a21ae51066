import {toRecord} from '../domain/record.ts';
import {metricDefinitions, metricLabel} from '../domain/metric.ts';
import type {RunState} from '../domain/run.ts';
import {toPrintable} from '../domain/printable.ts';
import {UserError} from '../domain/user-error.ts';
import {bytesToFrameworkText} from '../format/bytes.ts';
import {clockTime, type Clock} from '../format/clock-time.ts';
import {durationToText, fineDurationToText} from '../format/duration.ts';
import {
	loss,
	metric,
	rate,
	unknownSign,
	whole,
} from '../format/number.ts';
import {selectBestEpoch} from '../run/select-best-epoch.ts';
import {selectEta} from '../run/select-eta.ts';
import {selectEpoch, selectRunFraction} from '../run/select-progress.ts';
import {selectLastValidation, selectLosses} from '../run/select-quality.ts';
import {selectReservedMemory} from '../run/select-reserved-memory.ts';
import {selectSecondsPerEpoch} from '../run/select-seconds-per-epoch.ts';
import {selectStatus} from '../run/select-status.ts';
import {selectThroughput} from '../run/select-throughput.ts';
import {percent} from '../words/percent.ts';
import {type Language, wordsIn} from '../words/words.ts';
import {frameworkToText} from './framework-text.ts';

type Context = {readonly state: RunState; readonly language: Language; readonly clock: Clock};

/** THE table of placeholders; the help lists its keys. Beside them `{loss.NAME}` gives the loss of that name. */
const placeholders: Readonly<Record<string, (context: Context) => string>> = {
	target: ({state}) => state.target?.name ?? unknownSign,
	status: ({state, language, clock}) => wordsIn(language).status[selectStatus(state, clock.now).status],
	framework: ({state}) => frameworkToText(state.framework) ?? unknownSign,
	task: ({state}) => state.task ?? unknownSign,
	runDirectory: ({state}) => state.runDirectory ?? unknownSign,
	epoch: ({state}) => whole(selectEpoch(state)),
	epochs: ({state}) => whole(state.epochs),
	percent: ({state, language}) => percent(selectRunFraction(state), language).replace(' ', ''),
	batchIndex: ({state}) => whole(state.progress?.batchIndex),
	batchesPerEpoch: ({state}) => whole(state.progress?.batchesPerEpoch),
	gpuMemory: ({state}) => bytesToFrameworkText(state.progress === undefined ? undefined : selectReservedMemory(state)),
	instances: ({state}) => whole(state.progress?.instances),
	speed: ({state}) => rate(selectThroughput(state).iterationsPerSecond),
	epochTime({state, language}) {
		const seconds = selectSecondsPerEpoch(state);
		return fineDurationToText(seconds === undefined ? undefined : seconds * 1000, wordsIn(language).plain.units);
	},
	eta: ({state, language, clock}) => durationToText(selectEta(state, clock.now)?.leftMs, wordsIn(language).plain.units),
	end: ({state, clock}) => clockTime(selectEta(state, clock.now)?.endsAt, clock),
	...toRecord(metricDefinitions.map(({name}) => name), name => ({state}: Context) => metric(selectLastValidation(state)?.metrics[name])),
	bestEpoch: ({state}) => whole(selectBestEpoch(state)?.epoch),
	bestMap50To95: ({state}) => metric(selectBestEpoch(state)?.metrics?.map50To95),
};

/** Templates with a name. `tmux` is short enough for a status line. */
const presets: Readonly<Record<string, string>> = {
	tmux: ['{status}', '{epoch}/{epochs}', metricLabel('map50'), '{map50}', '{eta}'].join(' '),
};

/** What `--format` accepts: the placeholders, `{loss.NAME}` and the presets, for the help. */
export const formatPlaceholders: readonly string[] = [...Object.keys(placeholders).map(name => `{${name}}`), '{loss.NAME}'];
export const formatPresets: readonly string[] = Object.keys(presets);

/**
Fills a template such as `{epoch}/{epochs} {eta}`; `{{` and `}}` give the braces themselves. An unknown value is a dash.

@throws UserError `option-invalid` for a placeholder that does not exist.
*/
export function formatStatus(state: RunState, template: string, language: Language, clock: Clock): string {
	const text = Object.hasOwn(presets, template) ? presets[template]! : template;
	return text.replaceAll(/\{\{|\}\}|\{([^{}]*)\}/g, (match: string, name: string | undefined) => {
		if (name === undefined) {
			return match[0]!;
		}

		if (name.startsWith('loss.')) {
			return loss(selectLosses(state)[name.slice('loss.'.length)]);
		}

		if (!Object.hasOwn(placeholders, name)) {
			throw new UserError('option-invalid', {option: '--format', value: match, allowed: [...formatPlaceholders, ...formatPresets].join(' ')});
		}

		return toPrintable(placeholders[name]!({state, language, clock}));
	});
}
