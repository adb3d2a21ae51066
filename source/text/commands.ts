import {defineTexts} from './language.ts';

/** What the commands say beside errors. */
export const commandTexts = defineTexts({
	standardInput: 'standard input',
	noTrainingYet: (name: string) => `yolotop: no training was found in ${name} so far.\n`,
	attached: (name: string) => `yolotop: the container ${name} trains; showing it.\n`,
	demoInstead: (reason: string) => `yolotop: ${reason} Showing the demo instead: a simulated training.\n`,
	pickTitle: 'Several containers train:\n',
	pickQuestion: (count: number) => `Which one? 1-${count}: `,
}, {
	standardInput: '标准输入',
	noTrainingYet: (name: string) => `yolotop：${name} 中目前没有发现训练。\n`,
	attached: (name: string) => `yolotop：容器 ${name} 正在训练，现在显示它。\n`,
	demoInstead: (reason: string) => `yolotop：${reason}改为显示演示（模拟训练）。\n`,
	pickTitle: '有多个容器在训练：\n',
	pickQuestion: (count: number) => `选择哪一个？1-${count}：`,
});
