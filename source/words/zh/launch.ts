import type {Wording} from '../wording.ts';
import type * as english from '../en/launch.ts';

export const launch: Wording<typeof english.launch> = {
	profile: (name: string, file: string) => `yolotop：${name} 按 ${file} 中的配置方案启动，不当作镜像。\n`,
	error: '错误',
	warning: '警告',
	hint: '提示',
	findings: (what: string, fix: string, level: string) => `${level}：${what}\n  → ${fix}\n`,
	started: (name: string) => `yolotop：已启动容器 ${name}。\n`,
	remark: (text: string) => `yolotop：${text}\n`,
	shellWaits: (name: string) => `yolotop：其中的 shell 正在等待输入训练命令：docker attach ${name}\n`,
	goesOn: (name: string) => `yolotop：容器 ${name} 继续运行。再次查看：yolotop ${name}    停止：docker stop ${name}\n`,
	startAnyway: '仍然启动吗？',
	start: '启动',
	notNow: '暂不',
	notStarted: 'yolotop：没有启动任何东西。\n',
	localStarted: (pid: string, log: string) => `yolotop：已启动进程 ${pid}，输出保存在 ${log}。\n`,
	localGoesOn: (pid: string, log: string) => `yolotop：进程 ${pid} 继续运行。再次查看：yolotop ${log}    停止：kill -INT ${pid}\n`,
	dockerCommand: '等同的 docker 命令',
	request: '发给引擎的请求',
	nothingDone: '没有执行任何操作（--dry-run）。',
	engineWarning: (text: string) => `yolotop：引擎警告：${text}\n`,
};
