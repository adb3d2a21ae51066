import {defineTexts} from './language.ts';

/** The words for val and detect programs. */
export const toolTexts = defineTexts({
	tools: {val: 'Validation', detect: 'Detection'},
	labels: {
		objects: 'Objects', speed: 'Speed', saved: 'Saved', at: 'At',
	},
	image: (index: string, count: string) => `image ${index} of ${count}`,
	frame: (index: string, count: string, frame: string, frames: string) => `video ${index} of ${count}, frame ${frame} of ${frames}`,
	images: (count: string, empty: string) => `${count} images, ${empty} without objects`,
	noObjects: 'nothing found',
	speed: (pre: string, inference: string, post: string) => `${pre} ms before, ${inference} ms inference, ${post} ms after each image`,
	labelsSaved: (count: string, path: string) => `${count} labels in ${path}`,
	started: (name: string) => `${name} begins`,
	change: 'change',
	tensorboard: (directory: string) => `TensorBoard shows ${directory}; Ctrl-C ends it.\n`,
	keptIn: (name: string) => `The results lie in the container ${name} alone. Copy them: yolotop cp ${name}:PATH, then remove it: docker rm ${name}`,
	here: (path: string) => `On this machine: ${path}`,
	calledOff: (name: string) => `${name} was called off.`,
	besideTraining: (device: string) => `The training goes on. This loads PyTorch and the model a second time (usually 1 to 3 GB of memory, counted by the container's limit) and runs on: ${device}. Another device: --device 0\n`,
}, {
	tools: {val: '验证', detect: '检测'},
	labels: {
		objects: '目标', speed: '速度', saved: '保存位置', at: '位置',
	},
	image: (index: string, count: string) => `图片 ${index}/${count}`,
	frame: (index: string, count: string, frame: string, frames: string) => `视频 ${index}/${count}，帧 ${frame}/${frames}`,
	images: (count: string, empty: string) => `${count} 张图片，其中 ${empty} 张没有目标`,
	noObjects: '未检出目标',
	speed: (pre: string, inference: string, post: string) => `每张图片：预处理 ${pre} 毫秒，推理 ${inference} 毫秒，后处理 ${post} 毫秒`,
	labelsSaved: (count: string, path: string) => `${count} 个标签文件在 ${path}`,
	started: (name: string) => `${name}开始`,
	change: '变化',
	tensorboard: (directory: string) => `TensorBoard 显示 ${directory}；按 Ctrl-C 结束。\n`,
	keptIn: (name: string) => `结果只在容器 ${name} 里。复制：yolotop cp ${name}:路径，然后删除：docker rm ${name}`,
	here: (path: string) => `在本机：${path}`,
	calledOff: (name: string) => `${name}已取消。`,
	besideTraining: (device: string) => `训练继续进行。此操作会再加载一份 PyTorch 和模型（通常占 1 到 3 GB 内存，计入容器限制），运行设备：${device}。换设备：--device 0\n`,
});
