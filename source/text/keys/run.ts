import {defineTexts} from '../language.ts';

/** Keys that act on the run and its container. */
export const runKeyWords = defineTexts({
	meaning: {
		stop: 'stop the training: after its epoch, without loss, or now; asks',
		pause: 'freeze the container, or let it go on; GPU memory stays taken',
		resume: 'go on with a stopped run from its last.pt; shows the command and asks',
		relaunch: 'go on with other settings: batch size, workers, epochs, ...; shows what they mean and asks',
		'cancel-action': 'call off an action that still waits, such as a stop after the epoch',
		restart: 'restart the container: its command begins anew; asks',
		remove: 'remove the container; says what goes with it and asks',
		'copy-out': 'copy the run directory out of the container',
		shell: 'open a shell in the container; `exit` comes back here',
		journal: 'what yolotop has done to the engine, with the docker commands',
	},
	hint: {
		stop: 'stop',
		pause: 'pause',
		resume: 'resume',
		relaunch: 'settings',
		'cancel-action': 'call off',
		restart: 'restart',
		remove: 'remove',
		'copy-out': 'copy out',
		shell: 'shell',
		journal: 'journal',
	},
}, {
	meaning: {
		stop: '停止训练：本轮结束后停止（不丢失进度）或立即停止；会先询问',
		pause: '冻结容器，或让它继续；显存仍被占用',
		resume: '从 last.pt 恢复已停止的运行；会先显示命令并询问',
		relaunch: '改用其他设置继续：批大小、加载进程、轮数等；会先说明影响并询问',
		'cancel-action': '取消仍在等待的操作，例如“本轮后停止”',
		restart: '重启容器：其命令从头开始；会先询问',
		remove: '删除容器；会先说明随之丢失的内容并询问',
		'copy-out': '把运行目录从容器中复制出来',
		shell: '在容器中打开 shell；`exit` 返回这里',
		journal: 'yolotop 对引擎做过的操作及对应的 docker 命令',
	},
	hint: {
		stop: '停止',
		pause: '暂停',
		resume: '恢复',
		relaunch: '改设置',
		'cancel-action': '取消',
		restart: '重启',
		remove: '删除',
		'copy-out': '复制结果',
		shell: 'shell',
		journal: '操作记录',
	},
});
