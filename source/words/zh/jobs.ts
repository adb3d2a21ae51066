import type {jobs as english} from '../en/jobs.ts';
import type {StatusReason} from '../../domain/status-reason.ts';
import type {WaitReason} from '../../domain/job.ts';

type Waiting = Extract<StatusReason, {readonly code: 'job-waits'}>;

function resources(gres: string | undefined): string {
	if (gres?.startsWith('gpu') !== true) {
		return gres ?? '空闲节点';
	}

	const [, kind, count] = /^gpu(?::([a-z][\w\-.]*))?(?::(\d+))?$/i.exec(gres) ?? [];
	return `${count ?? 1} 块 GPU${kind === undefined ? '' : `（${kind}）`}`;
}

const ofPartition = (partition: string | undefined) => partition === undefined ? '' : `分区 ${partition} 的 `;

const waits: Readonly<Record<WaitReason, (waiting: Waiting) => string>> = {
	resources: ({gres, partition}) => `等待${ofPartition(partition)}${resources(gres)}`,
	priority: ({gres, partition}) => `排队等待${ofPartition(partition)}${resources(gres)}`,
	dependency: ({dependency}) => `等待另一个作业${dependency === undefined ? '' : `（${dependency}）`}`,
	'dependency-never': ({dependency}) => `不会再开始：所等待的作业以别的方式结束了${dependency === undefined ? '' : `（${dependency}）`}`,
	held: () => '被所有者保留',
	'held-by-admin': ({word = ''}) => `被调度器或管理员保留（${word}）`,
	'array-limit': () => '等待同一数组的其他任务：同时运行的任务数有限',
	limit: ({word = ''}) => `受账户或分区的限额所限（${word}）`,
	'time-limit': ({partition}) => `要求的时间超过${partition === undefined ? '所在分区' : `分区 ${partition} `}的上限，不会开始`,
	'begin-time': () => '等待设定的开始时间',
	'nodes-unavailable': ({word = ''}) => `等待停机或被预留的节点（${word}）`,
	maintenance: () => '等待维护结束，或时间太长、赶不上在维护前结束',
	other: ({word = ''}) => `等待（${word}）`,
};

export const jobs: typeof english = {
	reasons: {
		'job-waits': waiting => `${waiting.wait === undefined ? '等待调度器' : waits[waiting.wait](waiting)}${waiting.before === undefined || waiting.before === 0 || !['resources', 'priority', undefined].includes(waiting.wait) ? '' : `，前面还有 ${waiting.before} 个`}`,
		'time-limit': () => '作业到达时间上限，被调度器结束',
		'job-cancelled': () => '作业已被取消',
		'node-lost': nodes => `节点${nodes === '' ? '' : ` ${nodes} `}失联，或被让给了别的作业`,
		'job-forgotten': () => '调度器已不认识这个作业，输出也没有说明它如何结束',
		'output-unseen': path => `本机看不到它的输出 ${path}`,
	},
	sentence: text => `${text}。`,
	partition: name => `分区 ${name}`,
	nodes: nodes => `节点 ${nodes}`,
	limitIn: (span, clock) => `${span} 后到时间上限（${clock}）`,
	restarted: times => `被调度器重新启动过 ${times} 次`,
	changed: {hold: '作业被保留，放行后才会开始。', release: '轮到作业时即可开始。'},
	cancelTitle: name => `取消作业 ${name}？`,
	cancelRunning: '调度器会立即结束训练：上一个检查点之后的训练会丢失，正在写入的检查点可能损坏。改用停止则不会丢失任何东西。',
	cancelWaiting: '作业离开队列，还没有训练任何东西。',
	cancel: '取消作业',
	cancelLoss: '丢失当前这一轮',
	submitted: name => `已提交：${name}。离开 yolotop 不影响它；随时查看：yolotop ${name}\n`,
	submittedAfter: (name, id) => `已提交：${name}。作业 ${id} 结束后开始。\n`,
	list: '作业：',
	columns: {
		job: '作业', name: '名称', state: '状态', epochsDone: '已完成轮次', left: '剩余', limit: '距上限',
	},
	more: count => `……还有 ${count} 个在排队`,
	ended: code => `退出码 ${code}`,
	canGoOn: '可以继续：yolotop resume',
	limitTitle: name => `在时间上限前停止 ${name}？`,
	limitNote: (epoch, epochs) => `按现在的速度，时间上限前最后完成的是第 ${epoch} 轮，共 ${epochs} 轮。到上限时调度器会杀死训练，正在进行的这一轮会丢失。`,
	limitHow: '由一个独立的小进程在那一轮之后停止它，关闭 yolotop 后仍有效。新作业会等它结束，再从最后的检查点继续。',
	limitFollowUp: '到时停止，并用新作业继续',
	limitOnlyStop: '只在到时停止',
	limitOtherwise: '现在或在这一轮之后停止……',
	endsAtEpoch: (epoch, epochs) => `到时间上限时将在第 ${epoch} 轮，共 ${epochs} 轮`,
};
