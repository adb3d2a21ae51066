import {defineTexts} from './language.ts';

/** What `run` and `resume` say beside errors and findings. */
export const launchTexts = defineTexts({
	profile: (name: string, file: string) => `yolotop: ${name} is a profile of ${file}, not taken as an image.\n`,
	error: 'error',
	warning: 'warning',
	findings: (what: string, fix: string, level: string) => `${level}: ${what}\n  → ${fix}\n`,
	started: (name: string) => `yolotop: started the container ${name}.\n`,
	goesOn: (name: string) => `yolotop: the container ${name} goes on. Watch it again: yolotop ${name}    Stop it: docker stop ${name}\n`,
	startAnyway: 'Start anyway? [y/N] ',
	notStarted: 'yolotop: nothing was started.\n',
	localStarted: (pid: string, log: string) => `yolotop: started process ${pid}; its output is kept in ${log}.\n`,
	localGoesOn: (pid: string, log: string) => `yolotop: process ${pid} goes on. Watch it again: yolotop ${log}    Stop it: kill -INT ${pid}\n`,
	dockerCommand: 'The same with docker',
	request: 'The request to the engine',
	nothingDone: 'Nothing was done (--dry-run).',
	engineWarning: (text: string) => `yolotop: the engine warns: ${text}\n`,
}, {
	profile: (name: string, file: string) => `yolotop：${name} 按 ${file} 中的配置方案启动，不当作镜像。\n`,
	error: '错误',
	warning: '警告',
	findings: (what: string, fix: string, level: string) => `${level}：${what}\n  → ${fix}\n`,
	started: (name: string) => `yolotop：已启动容器 ${name}。\n`,
	goesOn: (name: string) => `yolotop：容器 ${name} 继续运行。再次查看：yolotop ${name}    停止：docker stop ${name}\n`,
	startAnyway: '仍然启动吗？[y/N] ',
	notStarted: 'yolotop：没有启动任何东西。\n',
	localStarted: (pid: string, log: string) => `yolotop：已启动进程 ${pid}，输出保存在 ${log}。\n`,
	localGoesOn: (pid: string, log: string) => `yolotop：进程 ${pid} 继续运行。再次查看：yolotop ${log}    停止：kill -INT ${pid}\n`,
	dockerCommand: '等同的 docker 命令',
	request: '发给引擎的请求',
	nothingDone: '没有执行任何操作（--dry-run）。',
	engineWarning: (text: string) => `yolotop：引擎警告：${text}\n`,
});
