import type {Wording} from '../wording.ts';
import type * as english from '../en/settings-form.ts';

export const settingsForm: Wording<typeof english.settingsForm> = {
	titles: {resume: '用其他设置继续', 'new-run': '用其他设置再训练', restart: '用其他设置重新开始'},
	about: '修改需要改变的项；未改的项保持原样。下一步确认之前不会执行任何操作。',
	labels: {
		batchSize: '批大小', workers: '加载进程', epochs: '轮数', imageSize: '图像尺寸', patience: 'patience', device: '设备', shmSize: '共享内存', memory: '内存上限', gpus: 'GPU', way: '方式',
	},
	hints: {
		batchSize: '每批图像数；越小占用显存越少',
		workers: '数据加载进程；越少占用内存和共享内存越少',
		epochs: '总轮数，从头算起',
		imageSize: '像素，32 的倍数',
		patience: '无提升的轮数；0 表示不提前停止',
		device: '0、0,1 或 cpu',
		shmSize: '例如 8g；需要新容器',
		memory: '例如 16g；需要新容器',
		gpus: 'all、1 或 device=0；需要新容器',
	},
	ways: {
		resume: '继续', edit: '修改后继续', 'new-run': '新的训练', restart: '重新开始',
	},
	wayHints: {
		resume: '从 last.pt 继续下一轮',
		edit: '先修改 opt.yaml，再继续下一轮',
		'new-run': '用 last.pt 的权重从第 1 轮开始',
		restart: '重新执行同一命令，从第 1 轮开始；不需要检查点',
	},
	bestWay: '自动选择',
	bestWayHint: '能继续就继续；下一步会说明',
	numberNeeded: (label: string) => `${label}：需要整数`,
	sizeNeeded: (label: string) => `${label}：需要 512m、8g 这样的大小`,
	gpusNeeded: (label: string) => `${label}：与 docker run --gpus 相同：all、数量或 device=0,1`,
	roundedUp: (label: string) => `${label}：框架会把它向上取整为 32 的倍数`,
	unchanged: {
		resume: '没有改动：按原设置继续训练',
		'new-run': '没有改动：训练已完成，可以用它的权重开始新的训练',
		restart: '没有改动：还没有检查点，将重新执行同一命令',
	},
	planTitles: {
		resume: '继续此训练？', edit: '继续此训练？', 'new-run': '用它的权重开始新的训练？', restart: '重新执行同一命令？',
	},
	planGo: {
		resume: '执行', edit: '执行', 'new-run': '开始新的训练', restart: '重新开始',
	},
	newRunNote: '可以用它的权重从第 1 轮开始新的训练，使用新的运行目录。下一步确认之前不会执行任何操作。',
	showNewRun: '查看做法',
	byHand: '手动执行等同于：',
	otherWays: (ways: string) => `也可以在“修改设置”的“方式”中选择：${ways}`,
	otherSettings: '修改设置',
	notNow: '暂不',
	preparing: '正在检查训练及其检查点……',
	goesOn: (name: string) => `训练在 ${name} 中继续。`,
	goesOnLocal: '训练继续进行。',
	beganIn: (name: string) => `新的训练已在 ${name} 中开始。`,
	beganLocal: '新的训练已开始。',
};
