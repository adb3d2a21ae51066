import {keyNameOf} from '../../keys/key-names.ts';
import type {Wording} from '../wording.ts';
import type * as english from '../en/keys.ts';

export const keyTable: Wording<typeof english.keyTable> = {
	category: {
		session: '会话', look: '查看', screens: '屏幕', move: '移动', view: '显示', run: '运行', charts: '图表', classes: '类别', logs: '日志', resources: '资源', runs: '运行列表', pictures: '图像', typing: '回答与输入',
	},
	paletteGroup: {
		run: '运行', look: '查看', go: '前往', view: '显示', 'not-now': '现在不可用',
	},
	disabled: {
		'nothing-to-scroll': '内容已全部显示',
		'not-here': '此处不可用',
		'no-container': '此运行不在可连接引擎的容器中',
		'no-checkpoint': '此运行没有检查点',
		removed: '容器已被删除，无法再对它执行操作',
		'still-reading': '仍在读取之前的输出，请稍候',
		'still-ending': `训练进程仍在结束：请先结束它（${keyNameOf('stop')}），或修改设置（${keyNameOf('relaunch')}）`,
		'job-waits': '作业还在排队，尚未开始',
		'job-not-waiting': '只有排队的作业可以保留或放行',
		'job-over': '作业已经结束',
		'not-ours': '此训练不是由当前 yolotop 启动的：请在启动它的地方停止',
		'not-running': '没有正在运行的训练',
		'still-training': `训练仍在进行：请先停止（${keyNameOf('stop')}），或修改设置（${keyNameOf('relaunch')}）`,
		'read-only': 'yolotop 以 --read-only 启动',
		replay: '这是已结束运行的回放：要操作它，请不带 --replay 打开',
		busy: '另一个操作仍在进行',
		'nothing-to-cancel': '没有可取消的操作',
		'no-times': '不知道各轮的结束时间，无法按时间绘图',
		'no-matrix': '没有混淆矩阵：探针在每次验证之后记录它',
		'nothing-to-compare': '还没有可比较的其他表',
	},
	noCommand: '此处没有这个命令。',
	helpSearch: '在帮助中查找：',
	helpNothing: query => `没有与 ${query} 相符的按键或术语。`,
	commands: '命令',
	keysHeader: '按键',
	meaningHeader: '作用',
};
