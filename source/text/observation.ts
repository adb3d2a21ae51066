import {defineTexts} from './language.ts';

/** Where the numbers of a run come from whose output is not the container's. */
export const observationTexts = defineTexts({
	'started-elsewhere': () => 'no live output: started by docker exec; from results.csv and the process',
	redirected: (path: string) => `output read from ${path}`,
	'log-driver': (driver: string) => `the log driver ${driver} keeps no output: history from results.csv, live from now on`,
	'run-chosen': () => 'from the files of the run directory',
	estimate: (epoch: string, percent: string) => `epoch ${epoch} about ${percent} by the clock (estimate)`,
	estimatedEpoch: (epoch: string) => `Est. ${epoch}`,
}, {
	'started-elsewhere': () => '没有实时输出：由 docker exec 启动；数据来自 results.csv 和进程',
	redirected: (path: string) => `输出读自 ${path}`,
	'log-driver': (driver: string) => `日志驱动 ${driver} 不保存输出：历史来自 results.csv，此后为实时`,
	'run-chosen': () => '来自运行目录中的文件',
	estimate: (epoch: string, percent: string) => `按时间估计第 ${epoch} 轮约 ${percent}`,
	estimatedEpoch: (epoch: string) => `估计 ${epoch}`,
});
