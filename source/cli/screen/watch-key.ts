import {tellFailure} from '../../actions/tell-failure.ts';
import type {Question} from '../../conversation/question.ts';
import type {DisabledReason} from '../../keys/binding.ts';
import {UserError} from '../../domain/user-error.ts';
import {stepText} from '../../words/watch.ts';
import {wordsIn} from '../../words/words.ts';
import type {Watch} from '../../watch/watch.ts';
import {removeWatch} from '../../watch/watch-file.ts';
import type {Io} from '../io.ts';
import type {Options} from '../options/options.ts';
import {
	beginWatch,
	changeWatch,
	runningSubject,
	findWatch,
	jobSubject,
} from '../watch/begin-watch.ts';
import {hasKeeperEnded} from '../watch/start-keeper.ts';
import {watchDirectory} from '../watch/watch-directory.ts';
import type {MonitoredRun} from './monitored-run.ts';
import type {Pressed} from './run-keys.ts';
import {watchedSubject} from './watched-subject.ts';

const usualTries = 3;

/** Why a run cannot be kept going now; undefined when it can. */
export function whyNotKept(run: MonitoredRun, {isReadOnly}: Pick<Options, 'isReadOnly'>): DisabledReason | undefined {
	const {container, process: started, job, asSimulated} = run.target();
	if (isReadOnly) {
		return 'read-only';
	}

	return asSimulated === undefined ? (container === undefined && started === undefined && job === undefined ? 'no-container' : undefined) : 'not-here';
}

/** What is watched from now on; of a process only one that is watched already, as its keeper has to have started it. */
async function subjectOf({container, job}: ReturnType<MonitoredRun['target']>, watch: Watch | undefined, options: Options, io: Io): Promise<Watch['subject'] | undefined> {
	if (job !== undefined) {
		return jobSubject(job.name);
	}

	return container === undefined ? watch?.subject : runningSubject({engine: container.engine, details: await container.engine.inspectContainer(container.details.id)}, true, options, io);
}

/** The question whether a run is kept going: what that means, or what was done so far. */
function keepQuestion(watch: Watch | undefined, name: string, {language, now}: Pick<Options, 'language'> & Pick<Io, 'now'>): Question {
	const words = wordsIn(language).watch;
	const leave = {id: 'leave', label: words.leave, key: 'n'};
	return watch === undefined || watch.max === 0
		? {
			title: words.question(name), paragraphs: [words.questionAbout(String(usualTries)), words.questionOutlives], choices: [{id: 'on', label: words.switchOn, key: 'y'}, leave],
		}
		: {
			title: words.question(name), paragraphs: [words.isOn(String(watch.steps.length), String(watch.max)), ...watch.steps.map(step => stepText(step, language, now()))], choices: [leave, {id: 'off', label: words.switchOff, key: 'y'}],
		};
}

async function switchOff(watch: Watch, io: Io): Promise<void> {
	if (watch.until !== undefined || watch.queue.length > 0 || watch.subject.kind === 'process') {
		await changeWatch(watch.id, (current = watch) => ({...current, max: 0}), io);
		return;
	}

	await hasKeeperEnded(watch.id, io);
	await removeWatch(watchDirectory(io.environment), watch.id);
}

/** Switches on and off whether the run on the screen is kept going. Never rejects. */
export async function pressKeepGoing({run, conversation}: Pressed, options: Options, io: Io, onChange: () => Promise<void>): Promise<void> {
	const {language} = conversation;
	const words = wordsIn(language).watch;
	try {
		const target = run.target();
		const name = target.container?.details.name ?? target.feed.target.name;
		const watch = await findWatch(watchedSubject(run), io);
		const answer = await conversation.ask(keepQuestion(watch, name, {language, now: io.now}));
		if (answer === 'on') {
			const subject = await subjectOf(target, watch, options, io);
			if (subject === undefined) {
				throw new UserError('watch-target-unknown', {name});
			}

			await beginWatch(subject, name, {max: usualTries}, {...options, language}, io);
			conversation.tell(words.isOnNow, 'good');
		} else if (answer === 'off' && watch !== undefined) {
			await switchOff(watch, io);
			conversation.tell(words.isOff);
		}

		await onChange();
	} catch (error) {
		await tellFailure(error, conversation);
	}
}
