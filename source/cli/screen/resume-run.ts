import {UserError, type ErrorCode} from '../../domain/user-error.ts';
import type {ResumePlan} from '../../actions/resume/plan.ts';
import type {ResumeRequest} from '../../actions/resume/request.ts';
import type {RunCommand} from '../../keys/keymap.ts';
import {describeError} from '../../text/errors.ts';
import {bytesToText} from '../../format/bytes.ts';
import {describeResume, resumeTexts} from '../../text/resume.ts';
import {joinList} from '../../text/punctuation.ts';
import {commandNotes} from '../../text/command-notes.ts';
import {settingsFormWords} from '../../text/settings-form.ts';
import type {Scene} from './action-scene.ts';
import type {ResumeMeans} from './resume-means.ts';
import {formToRequest, settingsForm} from './settings-form.ts';
import type {StopEnd} from './stop-run.ts';

/** Errors that leave a run only its weights. */
const onlyAnew: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['checkpoint-finished', 'resume-not-supported']);

export type ResumeScene = Scene & {readonly means: ResumeMeans};

/** What asked for it. */
type Triggered = ResumeScene & {readonly command: RunCommand};

/** Goes on with a run that has ended. */
export async function resume(scene: ResumeScene): Promise<void> {
	await resumeRun({...scene, command: 'resume'}, {change: {}});
}

/** Goes on with other settings. `stop` ends the training that still runs, in the way that the person chooses; undefined when none runs. */
export async function relaunch(scene: ResumeScene, stop: (() => Promise<StopEnd>) | undefined): Promise<void> {
	const request = await fillSettings(scene);
	if (request === undefined || await stop?.() === 'goes-on') {
		return;
	}

	await resumeRun({...scene, command: 'relaunch'}, request);
}

/** Asks for other settings; undefined when the person does not want any. */
async function fillSettings({run, language, dialogs, remedy, now}: Scene): Promise<ResumeRequest | undefined> {
	const state = run.store.getState();
	const values = await dialogs.fill(settingsForm(state, language, {remedy, hasGpu: run.resources().host?.hasGpu, now: now()}));
	return values && formToRequest(values, state);
}

/** Shows what a resume would do, asks, does it, and lets the same run go on with what it starts. */
async function resumeRun(scene: Triggered, request: ResumeRequest): Promise<void> {
	const {means, language, dialogs} = scene;
	const words = settingsFormWords(language);
	dialogs.setActivity(words.preparing, true);
	let plan: ResumePlan;
	try {
		plan = await means.prepare(request, ({path, sizeBytes}) => {
			dialogs.setActivity(resumeTexts(language).wholeRead(path, bytesToText(sizeBytes)), true);
		});
	} catch (error) {
		dialogs.setActivity(undefined);
		if (error instanceof UserError && onlyAnew.has(error.code) && request.way === undefined) {
			await offerNewRun(scene, error);
			return;
		}

		throw error;
	} finally {
		dialogs.setActivity(undefined);
	}

	const answer = await dialogs.ask({
		title: words.planTitles[plan.way],
		paragraphs: [
			...describeResume({...plan, notes: plan.notes.filter(({code}) => code !== 'others-possible')}, language),
			...(plan.otherWays.length === 0 || plan.verdicts.length === 0 ? [] : [words.otherWays(joinList(plan.otherWays.map(way => words.ways[way]), language))]),
			...commandNotes(plan.shown, language),
			words.byHand,
		],
		command: plan.shown.join('\n'),
		choices: [{id: 'go', label: words.planGo[plan.way], key: 'y'}, {id: 'settings', label: words.otherSettings, key: 'e'}, {id: 'none', label: words.notNow, key: 'n'}],
	});
	if (answer === 'settings') {
		const other = await fillSettings({...scene, remedy: undefined});
		if (other !== undefined) {
			await resumeRun(scene, other);
		}
	} else if (answer === 'go') {
		await start(scene, plan, request);
	}
}

/** What can be done with a run that cannot be resumed, instead of an error. */
async function offerNewRun(scene: Triggered, error: UserError): Promise<void> {
	const {language, dialogs} = scene;
	const words = settingsFormWords(language);
	const answer = await dialogs.ask({
		title: words.planTitles['new-run'],
		paragraphs: [describeError(error, language).message, words.newRunNote],
		choices: [{id: 'new', label: words.showNewRun, key: 'y'}, {id: 'none', label: words.notNow, key: 'n'}],
	});
	if (answer === 'new') {
		await resumeRun(scene, {change: {}, way: 'new-run'});
	}
}

async function start({run, means, runner, language, dialogs, command}: Triggered, plan: ResumePlan, {change}: ResumeRequest): Promise<void> {
	const words = settingsFormWords(language);
	const beginning = means.beginning(plan);
	let begun: Awaited<ReturnType<ResumeMeans['begin']>> | undefined;
	await runner.run(command, async context => means.perform({
		action: Object.keys(change).length === 0 && beginning.isSameRun ? 'resume' : 'relaunch',
		shown: plan.shown.join('; '),
		async run({onProgress}) {
			onProgress({kind: 'working'});
			begun = await means.begin(plan, context.signal);
			return {kind: 'done'};
		},
	}, context), language, dialogs);
	if (begun === undefined) {
		return;
	}

	run.continueWith(begun.next, beginning);
	const {name} = begun;
	const told = beginning.isSameRun
		? (name === undefined ? words.goesOnLocal : words.goesOn(name))
		: (name === undefined ? words.beganLocal : words.beganIn(name));
	dialogs.tell(told, 'good', 12_000);
}
