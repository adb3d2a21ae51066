import path from 'node:path';
import {describe, expect, test} from 'vitest';
import type {ContainerActions} from '../../source/actions/actions.ts';
import {
	copyResults,
	pauseContainer,
	removeContainer,
	restartContainer,
	type ContainerScene,
} from '../../source/actions/change-container.ts';
import {hasEnded, reportAction, type Report} from '../../source/actions/report-action.ts';
import type {ResumePlan} from '../../source/actions/resume/plan.ts';
import type {ResumeRequest} from '../../source/actions/resume/request.ts';
import {relaunchRun, resumeRun, type ResumeScene} from '../../source/actions/resume/resume-run.ts';
import {stopTraining} from '../../source/actions/stop/stop-training.ts';
import {createTensorboardSession} from '../../source/actions/tensorboard/tensorboard-session.ts';
import {confirmTool, tellToolOutcome, type ToolScene} from '../../source/actions/tool/ask-for-tool.ts';
import type {ToolPlan} from '../../source/actions/tool/tool-plan.ts';
import {createActionJournal} from '../../source/actions/action-journal.ts';
import type {Conversation} from '../../source/conversation/conversation.ts';
import type {ActionResult, StopConsequence} from '../../source/domain/action.ts';
import {UserError} from '../../source/domain/user-error.ts';
import {initialRunState} from '../../source/run/initial-state.ts';
import {
	askingAdapters,
	openPerson,
	type Adapter,
	type Person,
} from '../conversation/adapters.ts';

const stopped: ActionResult = {kind: 'stopped', completedEpochs: 3, canResume: true};
const cost: StopConsequence = {
	epoch: 4, epochs: 10, share: 0.5, hasCheckpoint: true,
};

/** The engine's side, which does everything that it is told; a training in it costs `consequence`. */
function stubEngine({consequence = cost, fails = {}, look = async () => undefined}: {
	readonly consequence?: StopConsequence;
	readonly fails?: Readonly<Record<string, UserError>>;
	look?(): Promise<undefined>;
} = {}) {
	const done: string[] = [];
	const actions: ContainerActions = {
		async perform(action) {
			const name = typeof action === 'string' ? action : action.action;
			const failure = fails[name];
			done.push(name);
			if (failure !== undefined) {
				throw failure;
			}

			return ['stop-after-epoch', 'stop-now', 'terminate', 'kill'].includes(name) ? stopped : {kind: 'done'};
		},
		describeStop: async () => consequence,
		stopQuestion: () => ({consequence: () => consequence, look}),
		describeRemoval: async () => ({isRunning: true, runDirectory: '/w/runs/exp', isRunLost: true}),
		async copyOut({destination}) {
			done.push(`copy to ${path.basename(destination)}`);
			return {
				kind: 'copied', directory: destination, files: 2, bytes: 100, skipped: [],
			};
		},
	};
	return {done, actions};
}

const reportTo = (conversation: Conversation): Report => async work => reportAction({
	conversation, trigger: 'test', signal: new AbortController().signal, now: () => 0,
}, work);

type Stub = ReturnType<typeof stubEngine>;

const sceneOf = ({conversation}: Person, {actions}: Stub): ContainerScene => ({
	conversation, actions, report: reportTo(conversation), name: 'yolo', signal: new AbortController().signal,
});

const plan = (more: Partial<ResumePlan> = {}): ResumePlan => ({
	way: 'resume', otherWays: ['new-run'], command: ['python', 'train.py', '--resume'], edits: {}, verdicts: [], directory: '/w', start: {kind: 'process'}, shown: ['python train.py --resume'], notes: [{code: 'begins-anew', values: {checkpoint: 'last.pt'}}], ...more,
});

/** A resume whose backend notes what it is asked; `first` is what the first plan comes to. */
function stubResume({conversation}: Person, first: ResumePlan | UserError = plan()) {
	const done: string[] = [];
	const scene: ResumeScene<string> = {
		conversation,
		report: reportTo(conversation),
		getState: () => initialRunState,
		backend: {
			async prepare({way, checkpoint}: ResumeRequest) {
				done.push(`plan ${way ?? 'best'}${checkpoint === undefined ? '' : ` of ${checkpoint}`}`);
				if (way === 'new-run' || done.length > 1) {
					return plan({way: way ?? 'resume'});
				}

				if (first instanceof UserError) {
					throw first;
				}

				return first;
			},
			async perform(work, context) {
				done.push(work.action);
				return work.run({
					onProgress: progress => context.onProgress?.(progress), onCommand: () => undefined, onSent: () => undefined, onTarget(name) {
						done.push(`as ${name}`);
					}, onRunFound: () => undefined,
				});
			},
			begin: async () => 'begun',
			nameOf: () => 'yolo-2',
		},
	};
	return {done, scene};
}

const toolPlan: ToolPlan = {
	tool: 'val', framework: 'yolov5', task: 'detect', command: ['python', 'val.py'], directory: '/w', device: 'cpu', isBesideTraining: true, start: {kind: 'process'}, shown: ['python val.py'],
};

const toolScene = ({conversation}: Person): ToolScene => ({
	conversation, target: {kind: 'directory', name: 'exp', path: '/nowhere/exp'}, getState: () => initialRunState, isTraining: true, signal: new AbortController().signal, filled: new Map(),
});

type Outcome = {
	/** What was done, in order. */
	readonly done?: readonly string[];
	/** The code of the error that the person or script gets. */
	readonly fails?: string;
	/** Read by the person, whoever speaks. */
	readonly says?: RegExp;
};

type Row = {
	readonly name: string;
	/** The letters of the answers. */
	readonly letters: readonly string[];
	run(person: Person): Promise<readonly string[]>;
	readonly asking: Outcome;
	/** Undefined where a command does not come so far without a person. */
	readonly agreed?: Outcome;
	readonly nobody?: Outcome;
};

const withStub = (run: (scene: ContainerScene) => Promise<unknown>, options: Parameters<typeof stubEngine>[0] = {}) => async (person: Person) => {
	const stub = stubEngine(options);
	await run(sceneOf(person, stub));
	return stub.done;
};

const withResume = (first?: ResumePlan | UserError, request: ResumeRequest = {change: {}}) => async (person: Person) => {
	const {done, scene} = stubResume(person, first);
	const resumed = await resumeRun(scene, request);
	return [...done, ...(resumed === undefined ? [] : [resumed.begun])];
};

const stop = async (scene: ContainerScene, more: {readonly isEnding?: boolean} = {}) => stopTraining({...scene, target: 'yolo', isEnding: more.isEnding ?? false});
const unstopped = new UserError('stop-without-effect', {name: 'yolo', seconds: '30'});
const notThere = new UserError('training-not-found', {name: 'yolo'});
const finished = new UserError('checkpoint-finished', {path: 'last.pt'});

const rows: readonly Row[] = [
	{
		name: 'a stop after the epoch',
		letters: ['e'],
		run: withStub(async scene => stop(scene)),
		asking: {done: ['stop-after-epoch'], says: /holds 3 epochs/},
		agreed: {done: []},
		nobody: {done: []},
	},
	{
		name: 'a stop that is not wanted after all',
		letters: ['g'],
		run: withStub(async scene => stop(scene)),
		asking: {done: [], says: /50 % of epoch 4/},
	},
	{
		name: 'a stop now, as it was asked for',
		letters: ['y'],
		run: withStub(async scene => stopTraining({...scene, isEnding: false}, 'stop-now')),
		asking: {done: ['stop-now'], says: /The work of epoch 4 is lost/},
		agreed: {done: ['stop-now']},
		nobody: {fails: 'confirmation-missing', done: []},
	},
	{
		name: 'a kill that is not confirmed',
		letters: ['n'],
		run: withStub(async scene => stopTraining({...scene, isEnding: false}, 'kill')),
		asking: {done: [], says: /SIGKILL: loses 50 %/},
		agreed: {done: ['kill']},
		nobody: {fails: 'confirmation-missing', done: []},
	},
	{
		name: 'a stop after the epoch, as it was asked for',
		letters: [],
		run: withStub(async scene => stopTraining({...scene, isEnding: false}, 'stop-after-epoch')),
		asking: {done: ['stop-after-epoch']},
		agreed: {done: ['stop-after-epoch']},
		nobody: {done: ['stop-after-epoch']},
	},
	{
		name: 'a stop without effect',
		letters: ['n', 't'],
		run: withStub(async scene => stop(scene), {fails: {'stop-now': unstopped}}),
		asking: {done: ['stop-now', 'terminate'], says: /SIGKILL is the last resort/},
	},
	{
		name: 'a stop without effect that was asked for',
		letters: ['y', 'l'],
		run: withStub(async scene => stopTraining({...scene, isEnding: false}, 'stop-now'), {fails: {'stop-now': unstopped}}),
		asking: {done: ['stop-now'], says: /It did not stop/},
		agreed: {done: ['stop-now'], fails: 'stop-without-effect'},
	},
	{
		name: 'a training that ignores the interrupt',
		letters: ['t'],
		run: withStub(async scene => stop(scene), {consequence: {...cost, isInterruptIgnored: true}}),
		asking: {done: ['terminate'], says: /ignores the interrupt/},
	},
	{
		name: 'a stop in the last epoch',
		letters: ['e'],
		run: withStub(async scene => stop(scene), {consequence: {...cost, epoch: 10}}),
		asking: {done: ['stop-after-epoch'], says: /This is the last epoch/},
	},
	{
		name: 'a process that is still ending',
		letters: ['n'],
		run: withStub(async scene => stop(scene, {isEnding: true})),
		asking: {done: ['stop-now'], says: /still ending/},
	},
	{
		name: 'a restart',
		letters: ['r'],
		run: withStub(async scene => restartContainer(scene, true)),
		asking: {done: ['restart'], says: /from epoch 1, not a resume/},
		agreed: {done: ['restart']},
		nobody: {fails: 'confirmation-missing', done: []},
	},
	{
		name: 'a restart where nothing trains',
		letters: ['l'],
		run: withStub(async scene => restartContainer(scene, false)),
		asking: {done: []},
		agreed: {done: ['restart']},
		nobody: {done: ['restart']},
	},
	{
		name: 'a restart of a container without a training',
		letters: ['r'],
		async run(person) {
			return withStub(async scene => restartContainer(scene, true), {
				async look() {
					throw notThere;
				},
			})(person);
		},
		asking: {done: ['restart']},
		agreed: {done: ['restart']},
		nobody: {done: ['restart']},
	},
	{
		name: 'a removal after the results were copied',
		letters: ['c', 'here', 'r'],
		run: withStub(async scene => removeContainer(scene)),
		asking: {done: ['copy to here', 'remove'], says: /deleted with it/},
		agreed: {done: ['remove']},
		nobody: {fails: 'confirmation-missing', done: []},
	},
	{
		name: 'a removal that is not wanted',
		letters: ['k'],
		run: withStub(async scene => removeContainer(scene)),
		asking: {done: []},
	},
	{
		name: 'a copy to a place that is asked for',
		letters: ['there'],
		run: withStub(async scene => copyResults(scene, {})),
		asking: {done: ['copy to there'], says: /2 files/},
	},
	{
		name: 'a copy to a place that was named',
		letters: [],
		run: withStub(async scene => copyResults(scene, {destination: 'x/named'})),
		asking: {done: ['copy to named']},
		agreed: {done: ['copy to named']},
		nobody: {done: ['copy to named'], says: /2 files/},
	},
	{
		name: 'a pause',
		letters: [],
		run: withStub(async scene => pauseContainer(scene, 'pause')),
		asking: {done: ['pause'], says: /Frozen/},
		nobody: {done: ['pause'], says: /yolotop unpause/},
	},
	{
		name: 'a resume',
		letters: ['y'],
		run: withResume(),
		asking: {done: ['plan best', 'resume', 'as yolo-2', 'begun'], says: /python train\.py --resume/},
		agreed: {done: ['plan best', 'resume', 'as yolo-2', 'begun']},
		nobody: {done: ['plan best', 'resume', 'as yolo-2', 'begun']},
	},
	{
		name: 'a resume that is not wanted',
		letters: ['n'],
		run: withResume(),
		asking: {done: ['plan best']},
	},
	{
		name: 'a resume with other settings after all',
		letters: ['e', 'y'],
		run: withResume(plan(), {change: {}, checkpoint: 'best.pt'}),
		asking: {done: ['plan best of best.pt', 'plan restart of best.pt', 'relaunch', 'as yolo-2', 'begun'], says: /batch size/i},
	},
	{
		name: 'a run whose checkpoint is finished',
		letters: ['y', 'y'],
		run: withResume(finished),
		asking: {done: ['plan best', 'plan new-run', 'relaunch', 'as yolo-2', 'begun'], says: /can start a new run/},
		agreed: {fails: 'checkpoint-finished'},
		nobody: {fails: 'checkpoint-finished'},
	},
	{
		name: 'a run that can only start again',
		letters: ['y'],
		run: withResume(plan({way: 'restart'})),
		asking: {done: ['plan best', 'relaunch', 'as yolo-2', 'begun']},
		agreed: {fails: 'restart-unasked'},
		nobody: {fails: 'restart-unasked'},
	},
	{
		name: 'a run that is asked to start again',
		letters: ['y'],
		run: withResume(plan({way: 'restart'}), {change: {}, way: 'restart'}),
		asking: {done: ['plan restart', 'relaunch', 'as yolo-2', 'begun']},
		agreed: {done: ['plan restart', 'relaunch', 'as yolo-2', 'begun']},
	},
	{
		name: 'a relaunch of a training that goes on after all',
		letters: ['g'],
		async run(person) {
			const stub = stubEngine();
			const {done, scene} = stubResume(person);
			await relaunchRun(scene, async () => hasEnded(await stop(sceneOf(person, stub))));
			return [...done, ...stub.done];
		},
		asking: {done: []},
	},
	{
		name: 'a relaunch of a training that is stopped first',
		letters: ['n', 'y'],
		async run(person) {
			const stub = stubEngine();
			const {done, scene} = stubResume(person);
			await relaunchRun(scene, async () => hasEnded(await stop(sceneOf(person, stub))));
			return [...stub.done, ...done];
		},
		asking: {done: ['stop-now', 'plan restart', 'resume', 'as yolo-2']},
	},
	{
		name: 'a validation beside a training',
		letters: ['y'],
		async run(person) {
			const chosen = await confirmTool(toolScene(person), toolPlan, 'here');
			tellToolOutcome({exitCode: 0, savedHere: '/w/runs/val/exp'}, 'val', person.conversation);
			return chosen === undefined ? [] : [`${chosen.plan.tool} to ${chosen.copyTo}`];
		},
		asking: {done: ['val to here'], says: /a second time/},
		agreed: {done: ['val to here'], says: /runs\/val\/exp/},
		nobody: {done: ['val to here']},
	},
	{
		name: 'a validation that is not wanted',
		letters: ['n'],
		async run(person) {
			return await confirmTool(toolScene(person), toolPlan, undefined) === undefined ? [] : ['val'];
		},
		asking: {done: []},
	},
	{
		name: 'a TensorBoard of what has no files',
		letters: ['q'],
		async run({conversation}) {
			const session = createTensorboardSession({
				journal: createActionJournal(), now: () => 0, isReadOnly: false, isKept: false,
			});
			await session.press({
				conversation, target: {feed: {target: {kind: 'stdin', name: '-'}}}, run: initialRunState, trigger: 'B',
			});
			await session.close();
			return [];
		},
		asking: {done: [], says: /The files of .* are not known/},
		agreed: {says: /The files of .* are not known/},
		nobody: {says: /The files of .* are not known/},
	},
];

async function check({letters, run}: Row, adapter: Adapter, expected: Outcome): Promise<void> {
	const person = openPerson(adapter, letters);
	const outcome = await run(person).then(done => ({done})).catch((error: unknown) => {
		if (!(error instanceof UserError)) {
			throw error;
		}

		return {fails: error.code};
	});
	const {done, fails, says} = expected;
	if (fails === undefined) {
		expect(outcome).toEqual({done: done ?? []});
	} else {
		expect(outcome).toEqual({fails});
	}

	if (says !== undefined) {
		expect(person.said()).toMatch(says);
	}
}

describe.each(askingAdapters)('a person at %s', adapter => {
	test.each(rows)('$name', async row => {
		await check(row, adapter, row.asking);
	});
});

describe.each(['agreed', 'nobody'] as const)('a script (%s)', adapter => {
	test.each(rows.filter(row => row[adapter] !== undefined))('$name', async row => {
		await check(row, adapter, row[adapter]!);
	});
});
