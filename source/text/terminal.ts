import {defineTexts} from './language.ts';
import {counted} from './counted.ts';

/** Messages about the terminal: its clipboard, its mouse, its notifications. */
export const terminalWords = defineTexts({
	nothingToCopy: 'There is nothing to copy here.',
	copied: (lines: string) => `${counted(lines, 'line')} handed to the terminal for its clipboard`,
	copiedCut: 'Only the first 75 kB were handed to the terminal: more it does not take.',
	copyImpossible: 'This terminal takes no text for its clipboard. M gives the mouse back to it, to select text.',
	mouseOn: 'The mouse scrolls and chooses in yolotop.',
	mouseOff: 'The mouse is the terminal’s again: select text with it.',
	theme: {
		auto: 'Colours: by the background of the terminal', dark: 'Colours: for a dark background', light: 'Colours: for a light background', 'high-contrast': 'Colours: high contrast', colorblind: 'Colours: safe for colour blindness', sixteen: 'Colours: the sixteen of the terminal',
	},
	notable: {
		finished: 'the training has finished',
		failed: 'the training has failed',
		stopped: 'the training has stopped',
		stalled: 'the training stands still: no new output for long',
		lost: 'the training is out of sight',
	},
}, {
	nothingToCopy: '此处没有可复制的内容。',
	copied: (lines: string) => `已将 ${lines} 行交给终端的剪贴板`,
	copiedCut: '只交出了前 75 kB：终端剪贴板最多接收这么多。',
	copyImpossible: '此终端的剪贴板不接收程序的文字。按 M 可把鼠标还给终端来选择文字。',
	mouseOn: '鼠标现在用于 yolotop 的滚动和选择。',
	mouseOff: '鼠标已还给终端：可用来选择文字。',
	theme: {
		auto: '配色：跟随终端背景', dark: '配色：深色背景', light: '配色：浅色背景', 'high-contrast': '配色：高对比度', colorblind: '配色：色盲友好', sixteen: '配色：终端的十六色',
	},
	notable: {
		finished: '训练已完成',
		failed: '训练失败',
		stopped: '训练已停止',
		stalled: '训练停滞：长时间没有新输出',
		lost: '与训练失去联系',
	},
});
