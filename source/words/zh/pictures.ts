import type {Wording} from '../wording.ts';
import type * as english from '../en/pictures.ts';

export const pictures: Wording<typeof english.pictures> = {
	title: '图像',
	labels: '标注',
	predictions: '预测',
	position: (place: string, all: string) => `第 ${place} 张，共 ${all} 张`,
	age: (time: string) => `${time}前`,
	zoomed: (times: string) => `${times} 倍`,
	off: '图像已关闭：yolotop 以 --pictures off 启动。',
	looking: '正在查找图像 ...',
	none: '还没有图像。框架在最初几个批次时画出 train_batch0.jpg，其余在最后一轮之后。',
	noDirectory: '运行目录未知，因此也找不到图像。',
	unreachable: '现在无法读取运行目录，每隔几秒会再试。',
	onRequest: (key: string, name: string, size: string) => `慢速连接时不会自动加载：按 ${key} 加载 ${name}（${size}）。`,
	reading: (name: string) => `正在读取 ${name} ...`,
	smallBox: '空间太小，无法显示图像。',
	failure: {
		'not-a-file': (name: string) => `${name} 不是普通文件，因此不打开。`,
		gone: (name: string) => `${name} 已不存在。`,
		unreadable: (name: string) => `现在无法读取 ${name}。`,
		'file-too-large': (name: string) => `${name} 大于 64 MB，因此不加载。`,
		'too-many-pixels': (name: string, width: string, height: string) => `${name} 声称有 ${width} x ${height} 像素，超过 4000 万，因此不加载。`,
		'unknown-format': (name: string) => `${name} 既不是 JPEG 也不是 PNG，与名称不符。`,
		broken: (name: string) => `${name} 已损坏或尚未写完。文件变化后会重新读取。`,
		'too-slow': (name: string) => `${name} 解码时间过长，已放弃。`,
	},
};
