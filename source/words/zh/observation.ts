import type {Wording} from '../wording.ts';
import type * as english from '../en/observation.ts';

export const observation: Wording<typeof english.observation> = {
	'started-elsewhere': () => '没有实时输出：由 docker exec 启动；数据来自 results.csv 和进程',
	redirected: (path: string) => `输出读自 ${path}`,
	'log-driver': (driver: string) => `日志驱动 ${driver} 不保存输出：历史来自 results.csv，此后为实时`,
	'run-chosen': () => '来自运行目录中的文件',
	estimate: (epoch: string, percent: string) => `按时间估计第 ${epoch} 轮约 ${percent}`,
	estimatedEpoch: (epoch: string) => `估计 ${epoch}`,
};
