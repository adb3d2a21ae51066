import {fillText} from './fill-text.ts';
import {defineTexts, type Language} from './language.ts';

/** What a resume says before it does anything. */
export const resumeTexts = defineTexts({
	notes: {
		continues: 'The run goes on with epoch {epoch} of {epochs}, from {checkpoint}.',
		'is-finished': 'This run has finished: it cannot be resumed.',
		'begins-anew': 'A new run begins at epoch 1 with the weights of {checkpoint}: new optimizer, new run directory.',
		'no-checkpoint': 'There is no checkpoint yet, so there is nothing to go on from.',
		'starts-again': 'The same command starts again, from epoch 1.',
		'old-run-stays': 'The run directory {path} stays as it is: the training makes a new one of its own.',
		'old-run-overwritten': 'The training writes into {path} again (exist-ok): what is there is overwritten.',
		'settings-edited': 'In {path} this is changed first: {changes}. The present file is kept beside it (.bak).',
		'carried-over': '{path} is copied into {name}: it lies on no volume.',
		'new-container': 'A new container {name} is made with the settings of {old}, which stays as it is.',
		'ports-dropped': 'The published ports ({ports}) are not taken over: they may be in use.',
		'output-elsewhere': 'What it prints is not in docker logs of {name}: only this yolotop shows it. Files of the run tell the epochs later.',
		'others-possible': 'Also possible: --way {ways}',
	},
	verdicts: {
		honoured: '{setting}: {from} → {to} (the framework takes it over)',
		'through-settings-file': '{setting}: {from} → {to} (a flag would be ignored without a word, so opt.yaml is edited)',
		ignored: '{setting}: {from} → {to} (a resume would ignore it without a word: only a new run takes it)',
		'by-new-run': '{setting}: {from} → {to}',
		'by-new-container': '{setting}: {to} (needs a new container)',
	},
	commands: 'The same by hand',
	notDone: 'yolotop: nothing was done.\n',
	execStarted: (name: string) => `yolotop: the training goes on in the container ${name}.\n`,
	execGoesOn: (name: string) => `yolotop: the training goes on in ${name}. Watch it again: yolotop ${name}\n`,
	chosen: (name: string) => `yolotop: the container ${name} trained last; going on with it.\n`,
	wholeRead: (path: string, size: string) => `reading all of ${path} (${size}): its beginning does not show whether it is whole ...`,
}, {
	notes: {
		continues: '训练从 {checkpoint} 继续，下一轮是第 {epoch} 轮，共 {epochs} 轮。',
		'is-finished': '此训练已完成，不能继续。',
		'begins-anew': '用 {checkpoint} 的权重从第 1 轮开始新的训练：新的优化器，新的运行目录。',
		'no-checkpoint': '还没有检查点，无从继续。',
		'starts-again': '重新执行同一命令，从第 1 轮开始。',
		'old-run-stays': '运行目录 {path} 保持原样：新的训练会另建自己的运行目录。',
		'old-run-overwritten': '训练会再次写入 {path}（exist-ok）：其中已有的内容会被覆盖。',
		'settings-edited': '先修改 {path}：{changes}。原文件保留在旁边（.bak）。',
		'carried-over': '{path} 不在卷上，将复制到 {name}。',
		'new-container': '按 {old} 的设置创建新容器 {name}；{old} 保持原样。',
		'ports-dropped': '不沿用已发布的端口（{ports}）：它们可能正被占用。',
		'output-elsewhere': '它的输出不在 {name} 的 docker logs 中：只有当前的 yolotop 能显示，之后只能从运行目录的文件了解各轮结果。',
		'others-possible': '也可以：--way {ways}',
	},
	verdicts: {
		honoured: '{setting}：{from} → {to}（框架会采用）',
		'through-settings-file': '{setting}：{from} → {to}（命令行选项会被悄悄忽略，因此修改 opt.yaml）',
		ignored: '{setting}：{from} → {to}（继续训练时会被悄悄忽略，只有新的训练才会采用）',
		'by-new-run': '{setting}：{from} → {to}',
		'by-new-container': '{setting}：{to}（需要新容器）',
	},
	commands: '手动执行等同于',
	notDone: 'yolotop：没有执行任何操作。\n',
	execStarted: (name: string) => `yolotop：训练在容器 ${name} 中继续。\n`,
	execGoesOn: (name: string) => `yolotop：训练仍在 ${name} 中进行。再次查看：yolotop ${name}\n`,
	chosen: (name: string) => `yolotop：最近训练的是容器 ${name}，从它继续。\n`,
	wholeRead: (path: string, size: string) => `正在读取整个 ${path}（${size}）：只看开头无法判断它是否完整……`,
});

type Note = {readonly code: keyof ReturnType<typeof resumeTexts>['notes']; readonly values: Readonly<Record<string, string>>};

type Verdict = {readonly setting: string; readonly from?: string; readonly to: string; readonly onResume: keyof ReturnType<typeof resumeTexts>['verdicts']};

/** As on the command line: `batch-size`. */
export function settingLabel(setting: string): string {
	return setting.replace(/Bytes$/, '').replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
}

/** What a person should know before a resume, one sentence a line: what becomes of the settings, then what is done. */
export function describeResume({notes, verdicts}: {readonly notes: readonly Note[]; readonly verdicts: readonly Verdict[]}, language: Language): string[] {
	const texts = resumeTexts(language);
	return [
		...verdicts.map(({setting, from = '—', to, onResume}) => fillText(texts.verdicts[onResume], {setting: settingLabel(setting), from, to})),
		...notes.map(({code, values}) => fillText(texts.notes[code], values)),
	];
}
