import type {ProcessStack, StackFrame} from '../../domain/stack.ts';

/** What a process does, as far as its stack tells. */
export const stackReasons = [
	'batch',
	'rank',
	'labels',
	'image',
	'network',
	'checkpoint',
	'backward',
	'optimizer',
	'loss',
	'forward',
	'device',
	'validation',
	'drawing',
	'workers-start',
	'workers-end',
	'program',
	'work',
	'lock',
	'disk',
	'stopped',
	'code',
	'silent',
	'denied',
	'none',
] as const;

export type StackReason = typeof stackReasons[number];

/** What a process is in its training. */
export type StackRole = 'training' | 'worker' | 'launcher' | 'helper';

export type ExplainedStack = ProcessStack & {
	readonly role: StackRole;
	readonly reason: StackReason;
	/** Where that is seen; undefined without a stack. */
	readonly at?: StackFrame;
};

/** Why a training stands still, over all its processes. */
export type StackVerdict =
	| {readonly kind: 'workers-read' | 'workers-disk'; readonly busy: number; readonly workers: number}
	| {readonly kind: 'workers-idle'; readonly workers: number}
	| {readonly kind: 'no-workers'}
	| {readonly kind: 'waits-for-rank'; readonly waiting: readonly number[]; readonly rank: number; readonly reason: StackReason}
	| {readonly kind: 'all-wait'; readonly ranks: number}
	| {readonly kind: 'reason'; readonly reason: StackReason}
	| {readonly kind: 'no-probe'};

/**
What a call says, by `file function`; the first row that fits the innermost call, then the next one outwards. Calls that only wait (select, poll, acquire)
say nothing: what waits is further out.

Source: PyTorch 1.7 to 2.6, YOLOv5 v4.0 to master, Ultralytics 8.0 to 8.4.
*/
const table: ReadonlyArray<readonly [StackReason, RegExp]> = [
	['rank', /distributed_c10d\.py |torch_distributed_zero_first|nn\/parallel\/distributed\.py |(?:rendezvous|elastic\/agent\/.*)\.py /],
	['workers-end', /dataloader\.py (?:_shutdown_workers|__del__)|atexit|multiprocessing\/util\.py _exit_function/],
	['batch', /dataloader\.py (?:_try_get_data|_get_data|_next_data)/],
	['workers-start', /dataloader\.py (?:__init__|_get_iterator)|multiprocessing\/popen_\w+\.py _launch/],
	['labels', / (?:cache_labels|verify_image_label|verify_labels|get_labels|cache_images\w*|check_cache_ram|img2label_paths)$/],
	['image', / (?:load_image|load_mosaic9?|load_samples|imread|get_image_and_label|get_img_files)$|\/(?:fetch\.py (?:fetch|<listcomp>)|(?:datasets|dataloaders|base)\.py __getitem__)/],
	['network', /\/(?:urllib|http|urllib3|requests|ssl|socket|hub)(?:\/[\w/]*)?\.py |downloads\.py /],
	['checkpoint', /torch\/serialization\.py |save_model$|strip_optimizer$/],
	['backward', /torch\/_tensor\.py backward|autograd\/(?:__init__|graph)\.py /],
	['optimizer', /optim\/[\w/]+\.py (?:step|wrapper)|grad_scaler\.py |clip_grad\w*$|optimizer_step$/],
	['device', /torch\/cuda\/\w+\.py |time_sync$|time_synchronized$/],
	['loss', /utils\/(?:loss|tal)\.py /],
	['drawing', /\/(?:matplotlib|seaborn)\/|(?:plots|plotting)\.py /],
	['program', /subprocess\.py /],
	['forward', /nn\/modules\/|models\/(?:yolo|common|experimental)\.py |nn\/tasks\.py /],
	['validation', /\/(?:val|test|validator)\.py (?:run|test|__call__)$|non_max_suppression$/],
	['work', /_utils\/worker\.py _worker_loop/],
	['lock', /\/threading\.py (?:wait|acquire|join)|\/queue\.py get/],
];

/** Calls of the library and of packages say less than those of the training. */
const isOwn = ({file}: StackFrame): boolean => !/site-packages|dist-packages|\/lib\/python3|^<frozen/.test(file);

const hasCall = ({frames}: ProcessStack, pattern: RegExp): boolean => frames.some(frame => pattern.test(`${frame.file} ${frame.function}`));

function roleOf(stack: ProcessStack): StackRole {
	if (hasCall(stack, /_utils\/worker\.py _worker_loop/)) {
		return 'worker';
	}

	if (hasCall(stack, /torch\/distributed\/(?:run|launch|launcher\/\w+|elastic\/[\w/]+)\.py /)) {
		return 'launcher';
	}

	return hasCall(stack, /multiprocessing\/(?:resource_tracker|forkserver|resource_sharer|managers)\.py /) ? 'helper' : 'training';
}

function explain(stack: ProcessStack): ExplainedStack {
	const {frames, state, answer} = stack;
	const role = roleOf(stack);
	if (answer !== 'stack') {
		return {...stack, role, reason: answer === 'silent' && state === 'D' ? 'disk' : (state === 'T' ? 'stopped' : answer)};
	}

	const at = frames.find(frame => isOwn(frame)) ?? frames[0];
	for (const frame of frames) {
		const found = table.find(([, pattern]) => pattern.test(`${frame.file} ${frame.function}`));
		if (found !== undefined) {
			const isDisk = state === 'D' && ['image', 'labels', 'checkpoint'].includes(found[0]);
			return {
				...stack, role, reason: isDisk ? 'disk' : found[0], at: isOwn(frame) ? frame : at ?? frame,
			};
		}
	}

	return {
		...stack, role, reason: state === 'D' ? 'disk' : 'code', ...(at !== undefined && {at}),
	};
}

/** What each process of a training does, the parent before its children. */
export function explainStacks(stacks: readonly ProcessStack[]): readonly ExplainedStack[] {
	const explained = stacks.map(stack => explain(stack));
	// A worker that says nothing, or is none of PyTorch's, is known by its parent.
	const trainings = new Map(explained.filter(({role, answer}) => role === 'training' && answer === 'stack').map(({pid, rank}) => [pid, {rank}]));
	return explained.map(stack => {
		const parent = trainings.get(stack.parent);
		return parent !== undefined && stack.role === 'training' && parent.rank === stack.rank ? {...stack, role: 'worker'} : stack;
	});
}

/** Where all ranks are most of the time. One that is elsewhere lets the others wait. */
const commonReasons: ReadonlySet<StackReason> = new Set(['rank', 'forward', 'loss', 'backward', 'optimizer', 'device']);

/** Most probably why the training stands still, over all its processes. */
export function judgeStacks(explained: readonly ExplainedStack[]): StackVerdict {
	const answered = explained.filter(({answer}) => answer !== 'none');
	if (answered.length === 0) {
		return {kind: 'no-probe'};
	}

	const trainings = answered.filter(({role}) => role === 'training');
	const blocked = trainings.find(({reason}) => !commonReasons.has(reason));
	// The backward pass of several ranks ends when the gradients of all are there.
	const waiting = trainings.filter(({reason}) => reason === 'rank' || (reason === 'backward' && blocked !== undefined));
	const other = blocked ?? trainings.find(({reason}) => reason !== 'rank');
	if (other !== undefined && waiting.length > 0) {
		return {
			kind: 'waits-for-rank', waiting: waiting.map(({rank}) => rank ?? 0), rank: other.rank ?? 0, reason: other.reason,
		};
	}

	if (waiting.length > 1) {
		return {kind: 'all-wait', ranks: waiting.length};
	}

	const main = trainings[0] ?? answered[0]!;
	return main.reason === 'batch' ? judgeWorkers(answered.filter(({role}) => role === 'worker')) : {kind: 'reason', reason: main.reason};
}

function judgeWorkers(workers: readonly ExplainedStack[]): StackVerdict {
	const onDisk = workers.filter(({reason}) => reason === 'disk').length;
	const busy = workers.filter(({reason}) => reason !== 'work').length;
	if (workers.length === 0) {
		return {kind: 'no-workers'};
	}

	if (onDisk > 0) {
		return {kind: 'workers-disk', busy: onDisk, workers: workers.length};
	}

	return busy > 0 ? {kind: 'workers-read', busy, workers: workers.length} : {kind: 'workers-idle', workers: workers.length};
}
