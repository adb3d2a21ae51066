import {keyNameOf} from '../../keys/key-names.ts';
import type {Wording} from '../wording.ts';
import type * as english from '../en/logs.ts';

export const logs: Wording<typeof english.logs> = {
	empty: '尚无输出。',
	emptyDirectory: '运行目录没有输出：其中只有结果，没有打印的内容。要看输出，请打开其容器或日志文件。',
	nothingMatches: (filter: string) => `没有匹配 ${filter} 的行`,
	errors: (count: number) => `${count} 个错误`,
	warnings: (count: number) => `${count} 个警告`,
	jumpHint: `（按 ${keyNameOf('previous-problem')} 跳转）  `,
	following: '跟随中',
	below: (count: string) => `下方还有 ${count} 行`,
	lines: (count: string) => `${count} 行`,
	droppedToo: (count: string) => `，更早的 ${count} 行已丢弃`,
	search: (text: string) => `搜索 ${text}：`,
	hit: (place: string, count: string) => `第 ${place} 处，共 ${count} 处`,
	hits: (count: string) => `${count} 行`,
	filter: (text: string, count: string) => `过滤 ${text}：${count} 行`,
	selected: (count: string) => `已选 ${count} 行`,
	scrolled: (columns: number) => `从第 ${columns + 1} 列起`,
	badExpression: (problem: string) => `正则表达式有误：${problem}`,
	times: (count: number) => `x ${count}`,
	notice: {
		'wrapped-down': '已从头继续',
		'wrapped-up': '已从末尾继续',
		'not-found': '未找到',
		'no-search': `还没有搜索内容：按 ${keyNameOf('search-log')} 开始搜索`,
		'no-problems': '至今没有错误和警告',
		'is-wrapped': `长行已折行：按 ${keyNameOf('switch-wrap')} 改为左右滚动`,
		'no-times': '此来源不提供输出时间',
	},
	saved: (path: string) => `已保存到 ${path}`,
	prompt: {search: '搜索：', filter: '只显示包含以下内容的行：', save: '日志另存为：'},
};
