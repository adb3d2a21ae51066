import type {Wording} from '../wording.ts';
import type * as english from '../en/resume.ts';

export const resume: Wording<typeof english.resume> = {
	notes: {
		continues: '训练从 {checkpoint} 继续，下一轮是第 {epoch} 轮，共 {epochs} 轮。',
		'is-finished': '此训练已完成，不能继续。',
		'end-unread': '{checkpoint} 的末尾未能及时读到；文件大小正确。',
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
		probe: '探针会把每轮的各类别指标、混淆矩阵和梯度记录到运行目录；--no-probe 可不使用。',
		'probe-read-only': '训练不带探针运行：容器的文件系统是只读的。',
		'probe-python-isolated': '训练不带探针运行：Python 的启动参数（-E、-I 或 -S）使它忽略 PYTHONPATH。',
		'probe-image-unknown': '训练不带探针运行：引擎没有给出镜像的环境变量。',
		'probe-not-placed': '训练不带探针运行：探针文件无法放到位。',
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
	wholeRead: (path: string, size: string) => `正在读取整个 ${path}（${size}）：无法单独读取文件末尾……`,
};
