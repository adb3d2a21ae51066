import type {Options} from '../options/options.ts';
import type {Diagnosis} from '../../checks/diagnosis.ts';
import type {RunState} from '../../domain/run.ts';
import {UserError} from '../../domain/user-error.ts';
import type {Clock} from '../../format/clock-time.ts';
import {formatStatus} from '../../plain/status-format.ts';
import {runToStatusJson} from '../../plain/status-json.ts';
import {runToStatusText} from '../../plain/status-text.ts';
import {initialRunState} from '../../run/initial-state.ts';
import {selectStatus} from '../../run/select-status.ts';
import {findCurrentWriter} from '../current-writer.ts';
import {createDiagnosing} from '../diagnosing.ts';
import {stopExitCode, type Io} from '../io.ts';
import {hasAnsweredAll} from '../open-engine.ts';
import {readMachineOnce} from '../read-machine-once.ts';
import {readRun, runExitCode} from '../read-run.ts';
import {resolveTarget} from '../resolve-target.ts';
import {findListed, watchLines, watchToJson} from '../watch/list-watches.ts';
import {createVisibleState} from '../../run/visible-state.ts';
import {wordsIn} from '../../words/words.ts';

function renderStatus(state: RunState, {format, language}: Options, clock: Clock, diagnoses: readonly Diagnosis[]): string {
	return format === undefined ? runToStatusText(state, language, clock, {diagnoses}).join('\n') : formatStatus(state, format, language, clock);
}

/** `yolotop status`: what is known of a run at this moment, once. */
export async function status(options: Options, io: Io): Promise<number> {
	if (options.isJson && options.format !== undefined) {
		throw new UserError('usage-contradictory', {what: '--json, --format', suggestion: 'yolotop status --json'});
	}

	const clock = (): Clock => ({now: io.now(), utcOffsetMinutes: -new Date(io.now()).getTimezoneOffset()});
	// A wrong template is said before anything is read.
	renderStatus(initialRunState, options, clock(), []);
	const target = await resolveTarget(options, io);
	const {feed, close} = target;
	try {
		// Of a log that was not read to its end nothing is shown: it is about the past.
		const state = createVisibleState()(await readRun(feed, io, {isFollowing: false}));
		const stopped = stopExitCode(io);
		if (stopped !== undefined) {
			return stopped;
		}

		const machine = await readMachineOnce(target, io, state.locatedRunDirectory);
		const diagnoses = createDiagnosing({language: options.isJson ? 'en' : options.language, ...machine}).diagnose(state, io.now());
		const listed = await findListed(target, io);
		if (options.isJson) {
			const writer = await findCurrentWriter(target, state, options, io);
			io.stdout.writeJson({...runToStatusJson(state, io.now(), {diagnoses, ...(writer !== undefined && {writer})}), watch: listed === undefined ? null : watchToJson(listed)}, 2);
		} else {
			const lines = listed === undefined || options.format !== undefined ? [] : watchLines([listed], options.language, io.now());
			io.stdout.write(`${[renderStatus(state, options, clock(), diagnoses), ...lines].join('\n')}\n`);
		}

		// Where the output could not be read nobody knows whether there is a training.
		const isKnown = target.container === undefined || hasAnsweredAll(target.container.engine);
		if (isKnown && selectStatus(state, io.now()).status === 'idle') {
			io.stderr.write(wordsIn(options.language).command.noTrainingYet(feed.target.name, feed.target.kind));
		}

		return runExitCode(state, io);
	} finally {
		close();
	}
}
