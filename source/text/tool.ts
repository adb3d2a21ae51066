import {defineTexts, type Language} from './language.ts';
import {counted} from './counted.ts';

/** The words for programs around a training. */
export const toolTexts = defineTexts({
	tools: {
		val: 'Validation', detect: 'Detection', export: 'Export', benchmark: 'Benchmark',
	},
	labels: {
		objects: 'Objects', speed: 'Speed', saved: 'Saved', at: 'At', models: 'Models',
	},
	image: (index: string, count: string) => `image ${index} of ${count}`,
	frame: (index: string, count: string, frame: string, frames: string) => `video ${index} of ${count}, frame ${frame} of ${frames}`,
	stream: (index: string, count: string) => `stream ${index} of ${count}`,
	images: (count: string, empty: string) => `${counted(count, 'image')}, ${empty} without objects`,
	framesFound: (count: string, empty: string) => `${counted(count, 'frame')}, ${empty} without objects`,
	imagesAndFrames: (images: string, frames: string, empty: string) => `${counted(images, 'image')} and ${counted(frames, 'frame')}, ${empty} without objects`,
	noObjects: 'nothing found',
	exported: (done: string, failed: string) => `${counted(done, 'format')} exported${failed === '0' ? '' : `, ${failed} failed`}`,
	exportFailed: (format: string, reason: string) => `${format} failed: ${reason}`,
	speed: (pre: string, inference: string, post: string, isOfFrames: boolean) => `${pre} ms before, ${inference} ms inference, ${post} ms after each ${isOfFrames ? 'frame' : 'image'}`,
	labelsSaved: (count: string, path: string) => `${counted(count, 'label file')} in ${path}`,
	started: (name: string) => `${name} begins`,
	starting: (name: string) => `${name} is starting: libraries and the model are being loaded ...\n`,
	change: 'change',
	tensorboard: (directory: string) => `TensorBoard shows ${directory}. `,
	tensorboardCtrlC: 'Ctrl-C ends it.',
	tensorboardKept: 'It goes on; the same command with no --keep finds it again, and then Ctrl-C ends it.',
	tensorboardKeptForward: 'Ctrl-C closes this address; TensorBoard goes on.',
	tensorboardEnded: (reason: string) => reason === '' ? 'TensorBoard has ended.' : `TensorBoard has ended: ${reason}`,
	keptIn: (name: string, path: string) => `The results lie in the container ${name} alone. Copy them: yolotop cp ${name}:${path}, then remove it: docker rm ${name}`,
	here: (path: string) => `On this machine: ${path}`,
	calledOff: (name: string) => `${name} was called off.`,
	otherDevice: 'Another device: --device 0',
	besideTraining: (device: string) => `The training goes on. This loads PyTorch and the model a second time (usually 1 to 3 GB of memory, counted by the container's limit) and runs on: ${device}.`,
}, {
	tools: {
		val: '验证', detect: '检测', export: '导出', benchmark: '基准测试',
	},
	labels: {
		objects: '目标', speed: '速度', saved: '保存位置', at: '位置', models: '模型',
	},
	image: (index: string, count: string) => `图像 ${index}/${count}`,
	frame: (index: string, count: string, frame: string, frames: string) => `视频 ${index}/${count}，帧 ${frame}/${frames}`,
	stream: (index: string, count: string) => `视频流 ${index}/${count}`,
	images: (count: string, empty: string) => `${count} 张图像，其中 ${empty} 张没有目标`,
	framesFound: (count: string, empty: string) => `${count} 帧，其中 ${empty} 帧没有目标`,
	imagesAndFrames: (images: string, frames: string, empty: string) => `${images} 张图像和 ${frames} 帧，其中 ${empty} 个没有目标`,
	noObjects: '未检出目标',
	exported: (done: string, failed: string) => `已导出 ${done} 种格式${failed === '0' ? '' : `，${failed} 种失败`}`,
	exportFailed: (format: string, reason: string) => `${format} 失败：${reason}`,
	speed: (pre: string, inference: string, post: string, isOfFrames: boolean) => `${isOfFrames ? '每帧' : '每张图像'}：预处理 ${pre} 毫秒，推理 ${inference} 毫秒，后处理 ${post} 毫秒`,
	labelsSaved: (count: string, path: string) => `${count} 个标签文件在 ${path}`,
	started: (name: string) => `${name}开始`,
	starting: (name: string) => `${name}启动中：正在加载库和模型……\n`,
	change: '变化',
	tensorboard: (directory: string) => `TensorBoard 显示 ${directory}。`,
	tensorboardCtrlC: '按 Ctrl-C 结束。',
	tensorboardKept: '它继续运行；不带 --keep 的同一命令会再次找到它，然后按 Ctrl-C 结束。',
	tensorboardKeptForward: '按 Ctrl-C 关闭此地址；TensorBoard 继续运行。',
	tensorboardEnded: (reason: string) => reason === '' ? 'TensorBoard 已结束。' : `TensorBoard 已结束：${reason}`,
	keptIn: (name: string, path: string) => `结果只在容器 ${name} 里。复制：yolotop cp ${name}:${path}，然后删除：docker rm ${name}`,
	here: (path: string) => `在本机：${path}`,
	calledOff: (name: string) => `${name}已取消。`,
	otherDevice: '换设备：--device 0',
	besideTraining: (device: string) => `训练继续进行。此操作会再加载一份 PyTorch 和模型（通常占 1 到 3 GB 内存，计入容器限制），运行设备：${device}。`,
});

/** What a detect program has looked at: images, frames of videos, or both. Counts as numbers, written by `toText`. */
export function lookedAtText({images, frames = 0, emptyImages}: {readonly images: number; readonly frames?: number; readonly emptyImages: number}, language: Language, toText: (count: number) => string = String): string {
	const texts = toolTexts(language);
	const empty = toText(emptyImages);
	if (frames === 0) {
		return texts.images(toText(images), empty);
	}

	return frames === images ? texts.framesFound(toText(frames), empty) : texts.imagesAndFrames(toText(images - frames), toText(frames), empty);
}
