import type {RunStatus} from '../domain/run-status.ts';
import {defineTexts} from './language.ts';

/** What each state of a training is called. */
export const statusWords = defineTexts({
	reading: 'reading the log',
	starting: 'starting',
	training: 'training',
	validating: 'validating',
	running: 'running',
	finished: 'finished',
	'stopped-early': 'stopped early',
	interrupted: 'interrupted',
	failed: 'failed',
	paused: 'paused',
	stopped: 'stopped',
	lost: 'lost',
	idle: 'idle',
	unknown: 'unknown',
} satisfies Readonly<Record<RunStatus, string>>, {
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
	unknown: '未知',
});
