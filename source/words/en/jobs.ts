import type {StatusReason} from '../../domain/status-reason.ts';
import type {WaitReason} from '../../domain/job.ts';

type Waiting = Extract<StatusReason, {readonly code: 'job-waits'}>;

/** What a job asks for: `gpu:a100:2` are two GPUs of a kind. */
function resources(gres: string | undefined): string {
	if (gres?.startsWith('gpu') !== true) {
		return gres ?? 'a free node';
	}

	const [, kind, count] = /^gpu(?::([a-z][\w\-.]*))?(?::(\d+))?$/i.exec(gres) ?? [];
	const ofKind = kind === undefined ? '' : ` (${kind})`;
	return Number(count ?? 1) === 1 ? `a GPU${ofKind}` : `${count} GPUs${ofKind}`;
}

const waits: Readonly<Record<WaitReason, (waiting: Waiting) => string>> = {
	resources: ({gres, partition}) => `waits for ${resources(gres)}${partition === undefined ? '' : ` of partition ${partition}`}`,
	priority: ({gres, partition}) => `waits for its turn for ${resources(gres)}${partition === undefined ? '' : ` of partition ${partition}`}`,
	dependency: ({dependency}) => `waits for another job${dependency === undefined ? '' : ` (${dependency})`}`,
	'dependency-never': ({dependency}) => `will never start: the job it depends on ended differently${dependency === undefined ? '' : ` (${dependency})`}`,
	held: () => 'held back by its owner',
	'held-by-admin': ({word = ''}) => `held back by the scheduler or an administrator (${word})`,
	'array-limit': () => 'waits for other tasks of its array: the number that run at once is limited',
	limit: ({word = ''}) => `waits for a limit of the account or partition (${word})`,
	'time-limit': ({partition}) => `asks for more time than ${partition === undefined ? 'its partition' : `partition ${partition}`} allows, and will not start`,
	'begin-time': () => 'waits for its start time',
	'nodes-unavailable': ({word = ''}) => `waits for nodes that are down or reserved (${word})`,
	maintenance: () => 'waits for a maintenance to end, or would not finish before it',
	other: ({word = ''}) => `waits (${word})`,
};

/** The words for jobs of a scheduler. */
export const jobs = {
	reasons: {
		'job-waits': (waiting: Waiting) => `${waiting.wait === undefined ? 'waits for the scheduler' : waits[waiting.wait](waiting)}${waiting.before === undefined || waiting.before === 0 || !['resources', 'priority', undefined].includes(waiting.wait) ? '' : `, ${waiting.before} before it`}`,
		'time-limit': () => 'the scheduler ended the job at its time limit',
		'job-cancelled': () => 'the job was cancelled',
		'node-lost': (nodes: string) => `the node${nodes === '' ? '' : ` ${nodes}`} was lost or given to another job`,
		'job-forgotten': () => 'the scheduler no longer knows the job, and its output does not say how it ended',
		'output-unseen': (path: string) => `its output ${path} is not visible from this machine`,
	},
	sentence: (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`,
	partition: (name: string) => `partition ${name}`,
	nodes: (nodes: string) => `on ${nodes}`,
	limitIn: (span: string, clock: string) => `time limit in ${span} (${clock})`,
	restarted: (times: string) => `started again ${times} times by the scheduler`,
	changed: {hold: 'The job is held back until it is released.', release: 'The job may start when its turn comes.'},
	cancelTitle: (name: string) => `Cancel the job ${name}?`,
	cancelRunning: 'The scheduler ends its training at once: the work since its last checkpoint is lost, and a checkpoint that is being written can be truncated. A stop loses nothing.',
	cancelWaiting: 'It leaves the queue. Nothing was trained yet.',
	cancel: 'cancel it',
	cancelLoss: 'loses the epoch in progress',
	submitted: (name: string) => `Submitted: ${name}. It continues when yolotop quits; watch it with yolotop ${name}\n`,
	submittedAfter: (name: string, id: string) => `Submitted: ${name}. It starts when the job ${id} has ended.\n`,
	list: 'Jobs:',
	columns: {
		job: 'Job', name: 'Name', state: 'State', epochsDone: 'Epochs done', left: 'Left', limit: 'Limit in',
	},
	more: (count: string) => `… and ${count} more waiting`,
	ended: (code: string) => `exit code ${code}`,
	canGoOn: 'can be resumed: yolotop resume',
	limitTitle: (name: string) => `Stop ${name} before its time limit?`,
	limitNote: (epoch: string, epochs: string) => `At the current pace the last epoch that is complete before its time limit is ${epoch} of ${epochs}. At the limit the scheduler kills the training, and the epoch in progress is lost.`,
	limitHow: 'A small background process stops it after that epoch, even after yolotop is closed. A new job that waits for its end continues from the last checkpoint.',
	limitFollowUp: 'stop it then, and continue in a new job',
	limitOnlyStop: 'only stop it then',
	limitOtherwise: 'stop it now or after this epoch …',
	endsAtEpoch: (epoch: string, epochs: string) => `ends at its time limit in epoch ${epoch} of ${epochs}`,
};
