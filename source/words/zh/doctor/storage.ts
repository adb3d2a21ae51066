import type {Wording} from '../../wording.ts';
import type * as english from '../../en/doctor/storage.ts';

export const storageFindings: Wording<typeof english.storageFindings> = {
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
};
