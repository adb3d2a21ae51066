import {defineTexts, type Language} from './language.ts';
import {chartsKeyWords} from './keys/charts.ts';
import {classesKeyWords} from './keys/classes.ts';
import {logsKeyWords} from './keys/logs.ts';
import {runKeyWords} from './keys/run.ts';
import {runsKeyWords} from './keys/runs.ts';
import {machineKeyWords} from './keys/machine.ts';
import {sessionKeyWords} from './keys/session.ts';

/** Words around the keys. */
const keyTableWords = defineTexts({
	category: {
		session: 'Session', screens: 'Screens', move: 'Moving', view: 'View', run: 'The run', charts: 'Charts', classes: 'Classes', logs: 'Logs', resources: 'Resources', runs: 'Runs', typing: 'Answering and typing',
	},
	disabled: {
		'nothing-to-scroll': 'everything is already on screen',
		'not-here': 'not possible here',
		'no-container': 'this run is not in a container of a reachable engine',
		removed: 'the container was removed: nothing can be done to it any more',
		'still-reading': 'what was printed before is still being read: in a moment',
		'still-ending': 'the process of the training is still ending: end it first (s), or change its settings (e)',
		'not-ours': 'this training was not started by this yolotop: stop it where it was started',
		'not-running': 'nothing is running',
		'still-training': 'the training still runs: stop it first (s), or change its settings (e)',
		'read-only': 'yolotop was started with --read-only',
		busy: 'another action is still under way',
		'nothing-to-cancel': 'there is nothing to call off',
		'no-times': 'not known when the epochs ended, so there is no axis by time',
		'nothing-to-compare': 'there is no other table to compare with yet',
	},
	noCommand: 'No command of that name here.',
	helpSearch: 'Search the help:',
	helpNothing: (query: string) => `No key and no term fits ${query}.`,
	commands: 'Commands',
	keysHeader: 'Keys',
	meaningHeader: 'What they do',
}, {
	category: {
		session: '会话', screens: '屏幕', move: '移动', view: '显示', run: '运行', charts: '图表', classes: '类别', logs: '日志', resources: '资源', runs: '运行列表', typing: '回答与输入',
	},
	disabled: {
		'nothing-to-scroll': '内容已全部显示',
		'not-here': '此处不可用',
		'no-container': '此运行不在可连接引擎的容器中',
		removed: '容器已被删除，无法再对它执行操作',
		'still-reading': '仍在读取之前的输出，请稍候',
		'still-ending': '训练进程仍在结束：请先结束它（s），或修改设置（e）',
		'not-ours': '此训练不是由当前 yolotop 启动的：请在启动它的地方停止',
		'not-running': '没有正在运行的训练',
		'still-training': '训练仍在进行：请先停止（s），或修改设置（e）',
		'read-only': 'yolotop 以 --read-only 启动',
		busy: '另一个操作仍在进行',
		'nothing-to-cancel': '没有可取消的操作',
		'no-times': '不知道各轮的结束时间，无法按时间绘图',
		'nothing-to-compare': '还没有可比较的其他表',
	},
	noCommand: '此处没有这个命令。',
	helpSearch: '在帮助中查找：',
	helpNothing: query => `没有与 ${query} 相符的按键或术语。`,
	commands: '命令',
	keysHeader: '按键',
	meaningHeader: '作用',
});

/** What each key does: a sentence for the help, and a word or two for the footer; a table for each part of the program. */
export function keyWords(language: Language) {
	const session = sessionKeyWords(language);
	const logs = logsKeyWords(language);
	const run = runKeyWords(language);
	const runs = runsKeyWords(language);
	const machine = machineKeyWords(language);
	const charts = chartsKeyWords(language);
	const classes = classesKeyWords(language);
	return {
		...keyTableWords(language),
		meaning: {
			...session.meaning, ...run.meaning, ...machine.meaning, ...runs.meaning, ...charts.meaning, ...classes.meaning, ...logs.meaning,
		},
		hint: {
			...session.hint, ...run.hint, ...machine.hint, ...runs.hint, ...charts.hint, ...classes.hint, ...logs.hint,
		},
	};
}
