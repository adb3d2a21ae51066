import type {Conversation} from '../../conversation/conversation.ts';
import type {Choice, Question} from '../../conversation/question.ts';
import type {ActionResult} from '../../domain/action.ts';
import type {RunState, TrainingBeginning} from '../../domain/run.ts';
import {UserError, type ErrorCode} from '../../domain/user-error.ts';
import {bytesToText} from '../../format/bytes.ts';
import type {ActionContext, ActionWork} from '../perform-action.ts';
import type {Report} from '../report-action.ts';
import {commandNotes} from '../../words/command-notes.ts';
import {describeError} from '../../words/errors.ts';
import {joinList} from '../../words/punctuation.ts';
import {describeResume, settingLabel} from '../../words/resume.ts';
import {wordsIn} from '../../words/words.ts';
import {beginningOf, isSameRun} from './beginning.ts';
import type {InspectOptions} from './inspect-run.ts';
import type {ResumePlan} from './plan.ts';
import type {ResumeRequest} from './request.ts';
import {formToRequest, settingsForm, type SettingsFormFacts} from './settings-form.ts';

/** How a run goes on: in a container, or as a plain process of this machine. `Begun` is what runs then. */
export type ResumeBackend<Begun> = {
	/** Finds out what would be done, and changes nothing. */
	prepare(request: ResumeRequest, onWholeRead: InspectOptions['onWholeRead']): Promise<ResumePlan>;
	/** Does a work and writes it into the journal. */
	perform(work: ActionWork, context: ActionContext): Promise<ActionResult>;
	/** Does what was planned. */
	begin(plan: ResumePlan, signal: AbortSignal): Promise<Begun>;
	/** What the journal calls what runs then. */
	nameOf(begun: Begun): string;
};

export type ResumeScene<Begun> = {
	readonly conversation: Conversation;
	readonly report: Report;
	readonly backend: ResumeBackend<Begun>;
	getState(): RunState;
	/** What the form for other settings needs beside the run. */
	readonly form?: SettingsFormFacts;
	/** Shows a plan before the question; false where it was only to be shown. */
	showPlan?(plan: ResumePlan): boolean;
};

/** What was begun, by which plan, and what it begins as far as that was known before. */
export type Resumed<Begun> = {readonly begun: Begun; readonly plan: ResumePlan; readonly beginning: TrainingBeginning};

/** Errors that leave a run only its weights. */
const onlyAnew: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['checkpoint-finished', 'resume-not-supported']);

/**
Goes on with a run that has ended: shows what would be done, asks, and does it. Undefined when the person wants none of it, or has taken
it back.

@throws UserError `restart-unasked`, `new-run-of-finished`, `new-run-for-settings` where nobody can be asked, and what the backend throws.
*/
export async function resumeRun<Begun>(scene: ResumeScene<Begun>, request: ResumeRequest): Promise<Resumed<Begun> | undefined> {
	const {conversation} = scene;
	const plan = await prepare(scene, request);
	if (plan === undefined || scene.showPlan?.(plan) === false) {
		return undefined;
	}

	if (conversation.consent !== 'asked') {
		refuseUnaskedNewRun(plan, request);
	}

	const answer = await conversation.ask(planQuestion(plan, conversation));
	if (answer === 'settings') {
		const other = await fillSettings(scene, {...scene.form, remedy: undefined});
		return other && resumeRun(scene, {...request, way: undefined, ...other});
	}

	return answer === 'go' ? begin(scene, plan) : undefined;
}

/** Goes on with other settings. `hasStopped` ends the training that still runs, in the way that the person chooses, and says whether it has ended. */
export async function relaunchRun<Begun>(scene: ResumeScene<Begun>, hasStopped?: () => Promise<boolean>): Promise<Resumed<Begun> | undefined> {
	const request = await fillSettings(scene, scene.form);
	return request === undefined || await hasStopped?.() === false ? undefined : resumeRun(scene, request);
}

/** Asks for other settings; undefined when the person does not want any. */
async function fillSettings({conversation, getState}: Pick<ResumeScene<unknown>, 'conversation' | 'getState'>, facts: SettingsFormFacts = {}): Promise<ResumeRequest | undefined> {
	const state = getState();
	const values = await conversation.fill(settingsForm(state, conversation.language, facts));
	return values && formToRequest(values, state);
}

/** Finds out what would be done; offers a new run where this one can only give its weights. Undefined when the person does not want it. */
async function prepare<Begun>({conversation, backend}: ResumeScene<Begun>, request: ResumeRequest): Promise<ResumePlan | undefined> {
	const words = wordsIn(conversation.language).settingsForm;
	const tellWholeRead: InspectOptions['onWholeRead'] = ({path, sizeBytes}) => {
		conversation.setActivity(wordsIn(conversation.language).resume.wholeRead(path, bytesToText(sizeBytes)), true);
	};

	conversation.setActivity(words.preparing, true);
	try {
		return await backend.prepare(request, tellWholeRead);
	} catch (error) {
		conversation.setActivity(undefined);
		const isOffered = error instanceof UserError && onlyAnew.has(error.code) && request.way === undefined && conversation.consent === 'asked';
		if (!isOffered) {
			throw error;
		}

		const answer = await conversation.ask({
			title: words.planTitles['new-run'],
			paragraphs: [describeError(error, conversation.language).message, words.newRunNote],
			choices: [{id: 'new', label: words.showNewRun, key: 'y'}, {id: 'none', label: words.notNow, key: 'n'}],
		});
		return answer === 'new' ? await backend.prepare({...request, way: 'new-run'}, tellWholeRead) : undefined;
	} finally {
		conversation.setActivity(undefined);
	}
}

/**
Where nobody is asked, a run that can only begin again does so when that is what was asked for: a script that meant to go on would
otherwise train everything again.
*/
function refuseUnaskedNewRun(plan: ResumePlan, {way: asked}: ResumeRequest): void {
	if (asked !== undefined || isSameRun(plan)) {
		return;
	}

	const {run, verdicts} = plan;
	if (run === undefined) {
		throw new UserError('restart-unasked');
	}

	throw run.inspection.isFinished === true
		? new UserError('new-run-of-finished', {path: run.checkpoint})
		: new UserError('new-run-for-settings', {path: run.checkpoint, settings: verdicts.filter(({onResume}) => onResume === 'ignored').map(({setting}) => `--${settingLabel(setting)}`).join(', ')});
}

function planQuestion(plan: ResumePlan, {language, hints}: Conversation): Question {
	const words = wordsIn(language).settingsForm;
	const {notes, otherWays, verdicts, way, shown} = plan;
	// A command names the other ways as its own flags.
	const isByForm = hints === 'keys';
	const others: readonly Choice[] = [{id: 'settings', label: words.otherSettings, key: 'e'}, {id: 'none', label: words.notNow, key: 'n'}];
	const isOverwriting = notes.some(({code}) => code === 'old-run-overwritten');
	const hasOtherWays = isByForm && otherWays.length > 0 && verdicts.length > 0;
	return {
		title: words.planTitles[way],
		paragraphs: [
			...describeResume({...plan, notes: notes.filter(({code}) => !isByForm || code !== 'others-possible')}, language),
			...(hasOtherWays ? [words.otherWays(joinList(otherWays.map(other => words.ways[other]), language))] : []),
			...commandNotes(shown, language),
			words.byHand,
		],
		command: shown.join('\n'),
		choices: isOverwriting
			? [...others.toReversed(), {
				id: 'go', label: words.planGo[way], key: 'y', loss: wordsIn(language).screenAction.overwrites,
			}]
			: [{id: 'go', label: words.planGo[way], key: 'y'}, ...others],
		agreed: 'go',
	};
}

async function begin<Begun>({report, backend, getState}: ResumeScene<Begun>, plan: ResumePlan): Promise<Resumed<Begun> | undefined> {
	const beginning = beginningOf(plan, getState());
	let resumed: Resumed<Begun> | undefined;
	await report(async context => backend.perform({
		action: isSameRun(plan) && plan.verdicts.length === 0 ? 'resume' : 'relaunch',
		shown: plan.shown.join('; '),
		async run({onProgress, onTarget}) {
			onProgress({kind: 'working'});
			const begun = await backend.begin(plan, context.signal);
			onTarget(backend.nameOf(begun));
			resumed = {begun, plan, beginning};
			return {kind: 'done'};
		},
	}, context));
	return resumed;
}
