import type {Remedy} from '../../domain/diagnosis.ts';
import type {Feed} from '../../domain/feed.ts';
import {besides} from '../../feed/chained-feed.ts';
import {createContainerFeed} from '../../feed/container-feed.ts';
import {createExecFeed} from '../../feed/exec-feed.ts';
import {executeResume, type ResumedRun} from '../../launch/resume/execute.ts';
import type {ResumePlan} from '../../launch/resume/plan.ts';
import {prepareResume} from '../../launch/resume/prepare.ts';
import type {ResumeRequest} from '../../launch/resume/request.ts';
import {describeResume} from '../../text/resume.ts';
import {settingsFormWords} from '../../text/settings-form.ts';
import type {ResolvedTarget} from '../resolve-target.ts';
import {launchedFeed} from '../launched-feed.ts';
import type {ContainerScene} from './action-scene.ts';
import {formToRequest, settingsForm} from './settings-form.ts';
import {stopRun} from './stop-run.ts';

/** A resume, and the key that asked for it. */
type ResumeScene = ContainerScene & {readonly trigger: string};

/** Goes on with a run that has ended. */
export async function resume(scene: ContainerScene): Promise<void> {
	await resumeRun({...scene, trigger: 'r'}, {change: {}});
}

/** Goes on with other settings. A training that runs is stopped before, in the way that the person chooses. */
export async function relaunch(scene: ContainerScene, isTraining: () => boolean): Promise<void> {
	const request = await fillSettings(scene, scene.remedy);
	if (request === undefined || (isTraining() && await stopRun({...scene, name: scene.container.details.name}) === 'goes-on')) {
		return;
	}

	await resumeRun({...scene, trigger: 'e'}, request);
}

/** Asks for other settings; undefined when the person does not want any. */
async function fillSettings({run, language, dialogs}: ContainerScene, remedy?: Remedy): Promise<ResumeRequest | undefined> {
	const state = run.store.getState();
	const values = await dialogs.fill(settingsForm(state, language, remedy));
	return values && formToRequest(values, state);
}

/** Shows what a resume would do, asks, does it, and lets the same run go on with what it starts. */
async function resumeRun(scene: ResumeScene, request: ResumeRequest): Promise<void> {
	const {run, container: {engine, details}, language, dialogs} = scene;
	const words = settingsFormWords(language);
	dialogs.setActivity(words.preparing);
	let plan: ResumePlan;
	try {
		plan = await prepareResume(engine, await engine.inspectContainer(details.id), run.store.getState(), request);
	} finally {
		dialogs.setActivity(undefined);
	}

	const answer = await dialogs.ask({
		title: words.resumeTitle,
		paragraphs: [...describeResume(plan, language), words.byHand],
		command: plan.shown.join('\n'),
		choices: [{id: 'go', label: words.go, key: 'y'}, {id: 'settings', label: words.otherSettings, key: 'e'}, {id: 'none', label: words.notNow, key: 'n'}],
	});
	if (answer === 'settings') {
		const other = await fillSettings(scene);
		if (other !== undefined) {
			await resumeRun(scene, other);
		}
	} else if (answer === 'go') {
		await start(scene, plan, request);
	}
}

async function start(scene: ResumeScene, plan: ResumePlan, {change}: ResumeRequest): Promise<void> {
	const {
		run, actions, container: {engine}, runner, language, dialogs, trigger, now,
	} = scene;
	const words = settingsFormWords(language);
	let resumed: ResumedRun | undefined;
	await runner.run(trigger, async context => actions.perform({
		action: Object.keys(change).length === 0 ? 'resume' : 'relaunch',
		shown: plan.shown.join('; '),
		async run({onProgress}) {
			onProgress({kind: 'working'});
			resumed = await executeResume(engine, plan, {signal: context.signal, now: now()});
			return {kind: 'done'};
		},
	}, context), language, dialogs);
	if (resumed === undefined) {
		return;
	}

	const {feed, container} = follow(scene, resumed);
	run.continueWith({feed, container: {engine, details: container}});
	dialogs.tell(words.goesOn(container.name), 'good', 12_000);
}

/** The feed of what was started: what it prints, and its container. */
function follow({container: {engine}}: ResumeScene, resumed: ResumedRun): {readonly feed: Feed; readonly container: NonNullable<ResolvedTarget['container']>['details']} {
	if (resumed.kind === 'container') {
		return {feed: launchedFeed(engine, resumed.launched, true), container: resumed.launched.details};
	}

	const {container, exec} = resumed;
	const ofContainer = createContainerFeed(engine, container, {name: container.name, waitsForRestart: true});
	return {
		feed: besides(createExecFeed({
			engine, exec, target: ofContainer.target, hasTerminal: true,
		}), ofContainer),
		container,
	};
}
