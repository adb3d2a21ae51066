import type {Wording} from '../wording.ts';
import type * as english from '../en/status-words.ts';

export const status: Wording<typeof english.status> = {
	reading: '正在读取日志',
	starting: '启动中',
	training: '训练中',
	validating: '验证中',
	running: '运行中',
	finished: '已完成',
	'stopped-early': '提前停止',
	interrupted: '已中断',
	failed: '失败',
	paused: '已暂停',
	stopped: '已停止',
	lost: '失去联系',
	idle: '空闲',
	queued: '排队',
	unknown: '未知',
};
