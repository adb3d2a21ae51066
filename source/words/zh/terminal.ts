import {keyNameOf} from '../../keys/key-names.ts';
import type {Wording} from '../wording.ts';
import type * as english from '../en/terminal.ts';

export const terminal: Wording<typeof english.terminal> = {
	nothingToCopy: '此处没有可复制的内容。',
	copied: (lines: string) => `已将 ${lines} 行交给终端的剪贴板`,
	copiedCut: '只交出了前 75 kB：终端剪贴板最多接收这么多。',
	copyImpossible: `此终端的剪贴板不接收程序的文字。按 ${keyNameOf('switch-mouse')} 可把鼠标还给终端来选择文字。`,
	mouseOn: '鼠标现在用于 yolotop 的滚动和选择。',
	mouseOff: '鼠标已还给终端：可用来选择文字。',
	theme: {
		auto: '配色：跟随终端背景', dark: '配色：深色背景', light: '配色：浅色背景', 'high-contrast': '配色：高对比度', colorblind: '配色：色盲友好', sixteen: '配色：终端的十六色', vest: '配色：反光背心', 'night-shift': '配色：红与琥珀色，适合暗室', paper: '配色：纸上墨色', own: '配色：来自您的文件',
	},
	notable: {
		finished: '训练已完成',
		failed: '训练失败',
		stopped: '训练已停止',
		stalled: '训练停滞：长时间没有新输出',
		lost: '与训练失去联系',
	},
};
