import type {Wording} from '../../wording.ts';
import type * as english from '../../en/keys/run.ts';

export const runKey: Wording<typeof english.runKey> = {
	meaning: {
		stop: '停止训练：本轮结束后停止（不丢失进度）或立即停止；会先询问',
		pause: '冻结容器，或让它继续；显存仍被占用',
		resume: '从 last.pt 继续训练已停止的运行；会先显示命令并询问',
		relaunch: '改用其他设置继续：批大小、加载进程、轮数等；会先说明影响并询问',
		'cancel-action': '取消仍在等待的操作，例如“本轮结束后停止”',
		restart: '重启容器：其命令从头开始；会先询问',
		remove: '删除容器；会先说明随之丢失的内容并询问',
		'copy-out': '把运行目录从容器中复制出来',
		shell: '在容器中打开 shell；`Ctrl-P Ctrl-Q` 或 `exit` 返回这里',
		validate: '验证 best.pt 或 last.pt，训练中也可以；会先询问，结果表与训练的并列显示',
		detect: '用权重检测图像或视频（detect.py、`yolo predict`）；会先询问内容和方式',
		tensorboard: '在容器中启动 TensorBoard 并显示地址；再按一次停止',
		'keep-going': '守护训练：因有已知解法的原因结束时自动继续，退出 yolotop 后仍有效；再按一次取消；会先询问',
		journal: 'yolotop 对引擎做过的操作及对应的 docker 命令',
	},
	hint: {
		stop: '停止',
		pause: '暂停',
		unpause: '取消暂停',
		resume: '续训',
		relaunch: '改设置',
		'cancel-action': '取消',
		restart: '重启',
		remove: '删除',
		'copy-out': '复制结果',
		shell: 'shell',
		validate: '验证',
		detect: '检测',
		tensorboard: 'TensorBoard',
		'keep-going': '守护',
		journal: '操作记录',
	},
};
