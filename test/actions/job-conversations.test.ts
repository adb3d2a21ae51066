import {describe, expect, test} from 'vitest';
import {createActionJournal} from '../../source/actions/action-journal.ts';
import {
	cancelJob,
	createJobActions,
	holdJob,
	type JobScene,
} from '../../source/actions/job-actions.ts';
import {reportAction} from '../../source/actions/report-action.ts';
import {createSlurm} from '../../source/cluster/slurm/slurm-scheduler.ts';
import type {Job, JobPhase} from '../../source/domain/job.ts';
import {UserError} from '../../source/domain/user-error.ts';
import {initialRunState} from '../../source/run/initial-state.ts';
import {askingAdapters, openPerson, type Adapter} from '../conversation/adapters.ts';

/** What came of it: the commands that were sent, or the code of the error. */
type Outcome = {readonly sent?: readonly string[]; readonly fails?: string; readonly says?: RegExp};

type Row = {
	readonly name: string;
	/** Of the job; undefined for one that has vanished between two looks. */
	readonly phase: JobPhase | undefined;
	/** The letters of the answers. */
	readonly letters: readonly string[];
	run(scene: JobScene): Promise<unknown>;
	readonly asking: Outcome;
	readonly agreed: Outcome;
	readonly nobody: Outcome;
};

const both = (outcome: Outcome) => ({asking: outcome, agreed: outcome, nobody: outcome});
const hold = async (scene: JobScene) => holdJob(scene, 'hold');
const release = async (scene: JobScene) => holdJob(scene, 'release');
const cancelRunning = async (scene: JobScene) => cancelJob(scene, true);
const cancelWaiting = async (scene: JobScene) => cancelJob(scene, false);

const rows: readonly Row[] = [
	{
		name: 'a waiting job is held back', phase: 'waiting', letters: [], run: hold, ...both({sent: ['scontrol uhold 7'], says: /\S/}),
	},
	{
		name: 'a job that is held back is released', phase: 'waiting', letters: [], run: release, ...both({sent: ['scontrol release 7'], says: /\S/}),
	},
	{
		name: 'a job that runs is not held back', phase: 'running', letters: [], run: hold, ...both({fails: 'job-not-waiting'}),
	},
	{
		name: 'a job that has vanished is not released', phase: undefined, letters: [], run: release, ...both({fails: 'job-is-over'}),
	},
	{
		name: 'a running job is cancelled', phase: 'running', letters: ['c'], run: cancelRunning, asking: {sent: ['scancel 7'], says: /slurm:7/}, agreed: {sent: ['scancel 7']}, nobody: {fails: 'confirmation-missing'},
	},
	{
		name: 'a running job is left alone after all', phase: 'running', letters: ['l'], run: cancelRunning, asking: {sent: []}, agreed: {sent: ['scancel 7']}, nobody: {fails: 'confirmation-missing'},
	},
	{
		name: 'a waiting job is cancelled', phase: 'waiting', letters: ['c'], run: cancelWaiting, asking: {sent: ['scancel 7']}, agreed: {sent: ['scancel 7']}, nobody: {sent: ['scancel 7']},
	},
	{
		name: 'a job that ended meanwhile is not cancelled', phase: 'done', letters: ['c'], run: cancelRunning, asking: {fails: 'job-is-over'}, agreed: {fails: 'job-is-over'}, nobody: {fails: 'confirmation-missing'},
	},
];

/** A job of a Slurm whose commands are only written down. */
function openScene(adapter: Adapter, {phase, letters}: Row) {
	const sent: string[] = [];
	const person = openPerson(adapter, letters);
	const job: Job | undefined = phase === undefined
		? undefined
		: {
			id: '7', name: 'yolo', phase, state: phase,
		};
	const scheduler = {
		...createSlurm({environment: {}}),
		read: async () => job,
		async send(command: readonly string[]) {
			sent.push(command.join(' '));
		},
	};
	const scene: JobScene = {
		conversation: person.conversation,
		name: 'slurm:7',
		actions: createJobActions({
			scheduler, id: '7', name: 'slurm:7', getState: () => initialRunState, journal: createActionJournal(), clock: {now: () => 0, wait: async () => undefined}, isReadOnly: false,
		}),
		report: async work => reportAction({
			conversation: person.conversation, trigger: 'test', signal: new AbortController().signal, now: () => 0,
		}, work),
	};
	return {scene, sent, said: person.said};
}

async function check(row: Row, adapter: Adapter, {sent, fails, says = /^/}: Outcome): Promise<void> {
	const opened = openScene(adapter, row);
	let failure: string | undefined;
	try {
		await row.run(opened.scene);
	} catch (error) {
		if (!(error instanceof UserError)) {
			throw error;
		}

		failure = error.code;
	}

	expect(failure).toBe(fails);
	expect(opened.sent).toEqual(sent ?? []);
	expect(opened.said()).toMatch(says);
}

describe.each(askingAdapters)('a person at %s', adapter => {
	test.each(rows)('$name', async row => {
		await check(row, adapter, row.asking);
	});
});

describe.each(['agreed', 'nobody'] as const)('a script (%s)', adapter => {
	test.each(rows)('$name', async row => {
		await check(row, adapter, row[adapter]);
	});
});
