import type {
	ActionName,
	ActionProgress,
	ActionResult,
	StopConsequence,
} from '../domain/action.ts';
import type {StatusReason} from '../domain/status-reason.ts';
import {defineTexts, type Language} from './language.ts';
import {counted} from './counted.ts';

const texts = defineTexts({
	names: {
		run: 'start a container',
		start: 'start',
		'stop-now': 'stop now',
		'stop-after-epoch': 'stop after this epoch',
		terminate: 'end by SIGTERM',
		kill: 'end by SIGKILL',
		pause: 'pause',
		unpause: 'go on',
		resume: 'resume',
		relaunch: 'relaunch',
		restart: 'restart the container',
		remove: 'remove the container',
		shell: 'shell in the container',
		'copy-out': 'copy the results out',
		'edit-settings': 'edit the settings',
		val: 'validate',
		detect: 'detect',
		tensorboard: 'TensorBoard',
	},
	looking: 'looking for the training process …',
	waitingForEpoch: (epoch: string) => epoch === '' ? 'waiting for the end of the epoch …' : `waiting for the end of epoch ${epoch} …`,
	waitingForCheckpoint: 'a checkpoint is being written; waiting until it is whole …',
	lettingFinish: (epoch: string) => epoch === '' ? 'all epochs are trained: the training ends by itself, with its final results …' : `epoch ${epoch} is the last one: the training ends by itself, with its final results …`,
	waitingForEnd: 'the signal is sent; waiting for the end of the process …',
	connectionLost: 'the engine does not answer; nothing was sent, trying again …',
	copying: (files: string, size: string) => `copying … ${counted(files, 'file')}, ${size}`,
	working: 'the engine works …',
	stopped: 'The training is stopped.',
	holds: (epochs: string) => `last.pt is whole and holds ${counted(epochs, 'epoch')}.`,
	isWhole: 'last.pt is whole.',
	holdsUnchecked: (epochs: string) => epochs === '' ? 'last.pt is there; it was not read to its end.' : `last.pt holds ${counted(epochs, 'epoch')}; it was not read to its end.`,
	weightsOnly: 'YOLOv5 cannot resume such a training: the weights in last.pt can only begin a new one.',
	cannotResume: 'There is no last.pt that a resume could use: it was never written, or the run has finished.',
	removed: 'The container was removed meanwhile: what is left of its run is where its directory was mounted from.',
	isFinal: 'All its epochs are trained and its weights are final; only the last table can be missing.',
	finished: 'The training has finished by itself.',
	stoppedEarly: (reason: string) => `The training has ended by itself: ${reason}.`,
	resultsIn: (directory: string) => `best.pt and its results are in ${directory}`,
	failed: (reason: string) => reason === '' ? 'The training has failed by itself.' : `The training has failed by itself: ${reason}`,
	wasInterrupted: 'The training was interrupted by something else before.',
	ended: (reason: string) => reason === '' ? 'The training had ended before.' : `The training had ended before: ${reason}.`,
	copied: (files: string, size: string, directory: string) => `${counted(files, 'file')} (${size}) ${files === '1' ? 'is' : 'are'} in ${directory}`,
	skipped: (names: string) => `Left out, because links and devices are not copied: ${names}`,
	done: 'Done.',
	cancelled: 'Taken back; the training goes on.',
	ending: 'Too late to take back: the signal was sent before, and the training is ending.',
	allLostShort: 'loses everything',
	epochsLostShort: (count: string) => `loses ${counted(count, 'epoch')}`,
	sinceCheckpointShort: 'loses work since last.pt',
	epochLostShort: (epoch: string) => `loses epoch ${epoch}`,
	epochPartLostShort: (epoch: string, percent: string) => `loses ${percent} % of epoch ${epoch}`,
	epochLost: (epoch: string) => `The work of epoch ${epoch} is lost.`,
	epochPartLost: (epoch: string, percent: string) => `The work of epoch ${epoch} is lost: ${percent} % of it is done.`,
	epochsRepeated: (count: string) => `A resume repeats ${counted(count, 'epoch')}.`,
	checkpointAge: (age: string) => `The last checkpoint is ${age} old.`,
	beingWritten: 'The checkpoint of the epoch is being written; the stop waits until it is whole.',
	noCheckpoint: 'There is no checkpoint yet: everything is lost.',
	checkpointLooking: 'The checkpoint is being looked at …',
	checkpointUnknown: 'It is not known where the run keeps its checkpoints, so their state cannot be checked.',
	ignoresInterrupt: 'The training ignores the interrupt, as a background job of a shell does: only --signal term or --signal kill ends it.',
	nothingLost: 'Nothing is lost: it waits until the checkpoint of the epoch is whole.',
	gpuStaysTaken: 'Frozen. Its memory and GPU memory stay taken; `yolotop unpause` lets it go on.',
	restarts: 'The container starts its own command anew: a new run from epoch 1, not a resume.',
	removesRun: (directory: string) => `The run directory ${directory} lies in the container alone and goes with it. Copy it out first: yolotop cp`,
	keepsRun: (directory: string) => `The run directory ${directory} lies on a volume and stays.`,
	removesUnknown: 'The container goes with its output and everything that was written in it beside its volumes.',
	stopsTraining: 'It still runs: what runs in it is ended.',
}, {
	names: {
		run: '启动容器',
		start: '启动',
		'stop-now': '立即停止',
		'stop-after-epoch': '本轮结束后停止',
		terminate: '用 SIGTERM 结束',
		kill: '用 SIGKILL 结束',
		pause: '暂停',
		unpause: '继续运行',
		resume: '继续训练',
		relaunch: '重新开始',
		restart: '重启容器',
		remove: '删除容器',
		shell: '容器中的 shell',
		'copy-out': '复制结果',
		'edit-settings': '修改设置',
		val: '验证',
		detect: '检测',
		tensorboard: 'TensorBoard',
	},
	looking: '正在查找训练进程……',
	waitingForEpoch: (epoch: string) => epoch === '' ? '等待本轮结束……' : `等待第 ${epoch} 轮结束……`,
	waitingForCheckpoint: '正在写检查点，等待写完……',
	lettingFinish: (epoch: string) => epoch === '' ? '所有轮次都已训练完：训练会自行结束并给出最终结果……' : `第 ${epoch} 轮是最后一轮：训练会自行结束并给出最终结果……`,
	waitingForEnd: '信号已发送，等待进程结束……',
	connectionLost: '引擎没有应答；没有发送信号，正在重试……',
	copying: (files: string, size: string) => `正在复制…… ${files} 个文件，${size}`,
	working: '引擎正在执行……',
	stopped: '训练已停止。',
	holds: (epochs: string) => `last.pt 完整，包含 ${epochs} 轮。`,
	isWhole: 'last.pt 完整。',
	holdsUnchecked: (epochs: string) => epochs === '' ? '有 last.pt，但没有读到文件末尾。' : `last.pt 包含 ${epochs} 轮；没有读到文件末尾。`,
	weightsOnly: 'YOLOv5 不支持继续这类训练：last.pt 中的权重只能用来开始新的训练。',
	cannotResume: '没有可用于继续训练的 last.pt：尚未写出，或训练已经完成。',
	removed: '容器已被删除：运行目录如果挂载自别处，内容仍在那里。',
	isFinal: '所有轮次都已训练完，权重已是最终版本；可能只缺最后的结果表。',
	finished: '训练已自行完成。',
	stoppedEarly: (reason: string) => `训练已自行结束：${reason}。`,
	resultsIn: (directory: string) => `best.pt 和结果在 ${directory}`,
	failed: (reason: string) => reason === '' ? '训练自行失败。' : `训练自行失败：${reason}`,
	wasInterrupted: '训练此前已被别处中断。',
	ended: (reason: string) => reason === '' ? '训练此前已经结束。' : `训练此前已经结束：${reason}。`,
	copied: (files: string, size: string, directory: string) => `${files} 个文件（${size}）已复制到 ${directory}`,
	skipped: (names: string) => `未复制（链接和设备文件不复制）：${names}`,
	done: '完成。',
	cancelled: '已取消，训练继续。',
	ending: '来不及取消：信号已经发出，训练正在结束。',
	allLostShort: '丢失全部进度',
	epochsLostShort: (count: string) => `丢失 ${count} 轮的进度`,
	sinceCheckpointShort: '丢失 last.pt 之后的进度',
	epochLostShort: (epoch: string) => `丢失第 ${epoch} 轮的进度`,
	epochPartLostShort: (epoch: string, percent: string) => `丢失第 ${epoch} 轮的 ${percent} %`,
	epochLost: (epoch: string) => `第 ${epoch} 轮的进度会丢失。`,
	epochPartLost: (epoch: string, percent: string) => `第 ${epoch} 轮的进度（已完成 ${percent} %）会丢失。`,
	epochsRepeated: (count: string) => `继续训练时要重做 ${count} 轮。`,
	checkpointAge: (age: string) => `最近的检查点写于 ${age}前。`,
	beingWritten: '正在写这一轮的检查点；会等它写完再停止。',
	noCheckpoint: '还没有检查点：全部进度会丢失。',
	checkpointLooking: '正在查看检查点……',
	checkpointUnknown: '不知道检查点在哪里，无法检查其状态。',
	ignoresInterrupt: '训练会忽略中断信号（后台任务通常如此）：只有 --signal term 或 --signal kill 能结束它。',
	nothingLost: '不丢失进度，会等到本轮的检查点写完。',
	gpuStaysTaken: '已冻结。内存和显存仍被占用；用 `yolotop unpause` 继续。',
	restarts: '容器会重新执行自己的命令：从第 1 轮开始的新训练，不是继续训练。',
	removesRun: (directory: string) => `运行目录 ${directory} 只在容器里，会一起被删除。请先复制出来：yolotop cp`,
	keepsRun: (directory: string) => `运行目录 ${directory} 在卷上，会保留。`,
	removesUnknown: '容器的输出，以及写在卷以外的所有内容都会被删除。',
	stopsTraining: '容器仍在运行：其中的程序会被结束。',
});

/** What an action is called in the journal and in questions. */
export const actionName = (action: ActionName, language: Language): string => texts(language).names[action];

/** How numbers are shown; given from outside, because words know no formats. */
export type ActionFormat = {
	duration(ms: number): string;
	size(bytes: number): string;
	reason(reason: StatusReason): string;
};

/** As the bars count: 100 only when it is complete. */
function wholePercent(share: number): string {
	return String(share < 1 ? Math.min(99, Math.round(share * 100)) : 100);
}

/** One line about where an action is. */
export function progressText(progress: ActionProgress, language: Language, format: Pick<ActionFormat, 'size'>): string {
	const words = texts(language);
	switch (progress.kind) {
		case 'looking': {
			return words.looking;
		}

		case 'waiting-for-epoch': {
			return words.waitingForEpoch(progress.epoch === undefined ? '' : String(progress.epoch));
		}

		case 'waiting-for-checkpoint': {
			return words.waitingForCheckpoint;
		}

		case 'letting-finish': {
			return words.lettingFinish(progress.epoch === undefined ? '' : String(progress.epoch));
		}

		case 'waiting-for-end': {
			return words.waitingForEnd;
		}

		case 'connection-lost': {
			return words.connectionLost;
		}

		case 'copying': {
			return words.copying(String(progress.files), format.size(progress.bytes));
		}

		case 'working': {
			return words.working;
		}
	}
}

/** What is left to go on with. */
function checkpointLines({completedEpochs, canResume, isWithoutResume, isUnchecked, isRemoved}: Pick<Extract<ActionResult, {kind: 'stopped'}>, 'completedEpochs' | 'canResume' | 'isWithoutResume' | 'isUnchecked' | 'isRemoved'>, language: Language): string[] {
	const words = texts(language);
	if (isRemoved === true) {
		return [words.removed];
	}

	if (isWithoutResume === true) {
		return [words.weightsOnly];
	}

	if (canResume === true && isUnchecked === true) {
		return [words.holdsUnchecked(completedEpochs === undefined ? '' : String(completedEpochs))];
	}

	return canResume === undefined ? [] : [canResume ? (completedEpochs === undefined ? words.isWhole : words.holds(String(completedEpochs))) : words.cannotResume];
}

/** How a training ended that nobody had to end, and where that leaves the person. */
function ownEndLines(result: Extract<ActionResult, {kind: 'ended'}>, language: Language, format: Pick<ActionFormat, 'reason'>): string[] {
	const words = texts(language);
	const {status, reason, runDirectory} = result;
	const why = reason === undefined ? '' : format.reason(reason);
	const results = runDirectory === undefined ? [] : [words.resultsIn(runDirectory)];
	switch (status) {
		case 'finished': {
			return [words.finished, ...results];
		}

		case 'stopped-early': {
			return [words.stoppedEarly(why), ...results];
		}

		case 'failed': {
			return [words.failed(why), ...checkpointLines(result, language)];
		}

		case 'interrupted': {
			return [words.wasInterrupted, ...checkpointLines(result, language)];
		}

		default: {
			return [words.ended(why), ...checkpointLines(result, language)];
		}
	}
}

/** Whole sentences about how an action ended. */
export function resultLines(result: ActionResult, language: Language, format: Pick<ActionFormat, 'size' | 'reason'>): string[] {
	const words = texts(language);
	switch (result.kind) {
		case 'stopped': {
			return [words.stopped, ...(result.isFinished ? [words.isFinal] : checkpointLines(result, language))];
		}

		case 'ended': {
			return ownEndLines(result, language, format);
		}

		case 'copied': {
			return [
				words.copied(String(result.files), format.size(result.bytes), result.directory),
				...(result.skipped.length === 0 ? [] : [words.skipped(result.skipped.join(', '))]),
			];
		}

		case 'done':
		case 'ending':
		case 'cancelled': {
			return [words[result.kind]];
		}
	}
}

/** Whole sentences about what stopping now costs, for the question before it. */
export function stopCostLines({epoch, share, checkpointAgeMs, epochsToRepeat, hasCheckpoint, isInterruptIgnored, isWithoutResume, isBeingWritten, isLooking}: StopConsequence, language: Language, format: Pick<ActionFormat, 'duration'>): string[] {
	const words = texts(language);
	return [
		...(isInterruptIgnored === true ? [words.ignoresInterrupt] : []),
		...(epoch === undefined ? [] : [share === undefined ? words.epochLost(String(epoch)) : words.epochPartLost(String(epoch), wholePercent(share))]),
		...(isWithoutResume === true && hasCheckpoint !== false ? [words.weightsOnly] : []),
		...(isWithoutResume !== true && epochsToRepeat !== undefined && epochsToRepeat > 1 ? [words.epochsRepeated(String(epochsToRepeat))] : []),
		...(hasCheckpoint === undefined ? [isLooking === true ? words.checkpointLooking : words.checkpointUnknown] : []),
		...(hasCheckpoint === false ? [words.noCheckpoint] : []),
		...(isBeingWritten === true ? [words.beingWritten] : []),
		...(hasCheckpoint === true && isBeingWritten !== true && checkpointAgeMs !== undefined ? [words.checkpointAge(format.duration(checkpointAgeMs))] : []),
	];
}

/** The same in a few words, for the answer itself: they are in sight where the sentences are not. */
export function stopLossText({epoch, share, epochsToRepeat, hasCheckpoint, isWithoutResume}: StopConsequence, language: Language): string {
	const words = texts(language);
	if (hasCheckpoint === false) {
		return words.allLostShort;
	}

	if (isWithoutResume !== true && epochsToRepeat !== undefined && epochsToRepeat > 1) {
		return words.epochsLostShort(String(epochsToRepeat));
	}

	if (epoch === undefined) {
		return words.sinceCheckpointShort;
	}

	return share === undefined ? words.epochLostShort(String(epoch)) : words.epochPartLostShort(String(epoch), wholePercent(share));
}

/** What removing a container takes with it. `isRunLost` is undefined when it is not known. */
export function removalLines({isRunning, runDirectory, isRunLost}: {readonly isRunning: boolean; readonly runDirectory?: string; readonly isRunLost?: boolean}, language: Language): string[] {
	const words = texts(language);
	return [
		...(isRunning ? [words.stopsTraining] : []),
		words.removesUnknown,
		...(runDirectory === undefined || isRunLost === undefined ? [] : [isRunLost ? words.removesRun(runDirectory) : words.keepsRun(runDirectory)]),
	];
}

/** That what stops after the epoch loses nothing; what a pause leaves taken; that a restart is no resume. */
export function actionNote(note: 'nothingLost' | 'gpuStaysTaken' | 'restarts', language: Language): string {
	return texts(language)[note];
}
