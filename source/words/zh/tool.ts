import type {Wording} from '../wording.ts';
import type * as english from '../en/tool.ts';

export const tool: Wording<typeof english.tool> = {
	tools: {
		val: '验证', detect: '检测', export: '导出', benchmark: '基准测试',
	},
	labels: {
		objects: '目标', speed: '速度', saved: '保存位置', at: '位置', models: '模型',
	},
	image: (index: string, count: string) => count === '' ? `图像 ${index}` : `图像 ${index}/${count}`,
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
};
