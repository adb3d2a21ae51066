import {defineTexts} from '../language.ts';

/** Findings about where results go, and the disk. */
export const storageFindings = defineTexts({
	'output-persisted': {
		what: ({directory, source}: {readonly directory: string; readonly source: string}) => `${directory} lies in ${source} and outlives the container.`,
		why: () => '',
	},
	'output-lost': {
		what: ({directory}: {readonly directory: string}) => `${directory} lies inside the container only.`,
		why: () => 'With the container its results and weights are gone. Copy them out in time.',
	},
	'output-lost-on-exit': {
		what: ({directory}: {readonly directory: string}) => `${directory} is deleted as soon as the container ends (--rm).`,
		why: () => 'Results and weights are gone then. Copy them out before it ends.',
	},
	'output-read-only': {
		what: ({directory, source}: {readonly directory: string; readonly source: string}) => `${directory} lies in ${source}, which is mounted read-only.`,
		why: () => 'The training cannot write results or weights there.',
	},
	'output-in-memory': {
		what: ({directory}: {readonly directory: string}) => `${directory} lies in memory (tmpfs).`,
		why: () => 'It is gone when the container ends. Copy results out before.',
	},
	'output-no-volume': {
		what: () => 'The container has no directory of the machine or volume.',
		why: () => 'Everything that the training writes is gone with the container.',
	},
	'output-unknown': {
		what: ({mounts}: {readonly mounts: string}) => `Not known where the training writes; what outlives the container: ${mounts}.`,
		why: () => '',
	},
	'disk-ok': {
		what: ({free, path}: {readonly free: string; readonly path: string}) => `${free} free at ${path}.`,
		why: () => '',
	},
	'disk-low': {
		what: ({free, path}: {readonly free: string; readonly path: string}) => `Only ${free} free at ${path}.`,
		why: () => 'Every epoch writes last.pt and often best.pt; a full disk ends the training.',
	},
	'disk-unknown': {
		what: () => 'The free space could not be asked.',
		why: () => '',
	},
}, {
	'output-persisted': {
		what: ({directory, source}) => `${directory} 位于 ${source}，删除容器后仍然保留。`,
		why: () => '',
	},
	'output-lost': {
		what: ({directory}) => `${directory} 只存在于容器内。`,
		why: () => '删除容器时，结果和权重会一起消失。请及时复制出来。',
	},
	'output-lost-on-exit': {
		what: ({directory}) => `容器一结束，${directory} 就会被删除（--rm）。`,
		why: () => '结果和权重会随之消失。请在结束前复制出来。',
	},
	'output-read-only': {
		what: ({directory, source}) => `${directory} 位于 ${source}，而它是只读挂载。`,
		why: () => '训练无法在那里写入结果和权重。',
	},
	'output-in-memory': {
		what: ({directory}) => `${directory} 位于内存中（tmpfs）。`,
		why: () => '容器结束后就会消失。请提前把结果复制出来。',
	},
	'output-no-volume': {
		what: () => '容器没有挂载主机目录或卷。',
		why: () => '训练写入的一切都会随容器消失。',
	},
	'output-unknown': {
		what: ({mounts}) => `不知道训练写到哪里；删除容器后仍保留的是：${mounts}。`,
		why: () => '',
	},
	'disk-ok': {
		what: ({free, path}) => `${path} 剩余 ${free}。`,
		why: () => '',
	},
	'disk-low': {
		what: ({free, path}) => `${path} 只剩 ${free}。`,
		why: () => '每轮都会写 last.pt，常常还有 best.pt；磁盘写满会使训练终止。',
	},
	'disk-unknown': {
		what: () => '无法查询剩余空间。',
		why: () => '',
	},
});
