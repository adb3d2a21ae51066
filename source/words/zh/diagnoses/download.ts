import type {Wording} from '../../wording.ts';
import type * as english from '../../en/diagnoses/download.ts';

export const downloadDiagnoses: Wording<typeof english.downloadDiagnoses> = {
	what: file => file === '' ? '训练因下载失败而结束。' : `训练因无法下载 ${file} 而结束。`,
	whatFont: () => '训练因无法下载画图用的字体而结束。',
	whatHangs: (file, minutes) => `${file} 的下载没有进展：已有 ${minutes} 分钟没有输出。`,
	why: host => `那里无法访问 ${host === '' ? '服务器' : host}：没有网络、域名解析失败、有代理或防火墙，或连接被阻断、太慢（在中国大陆访问 GitHub 常常如此）。`,
	whyFont: why => `YOLOv5 会下载一次 Arial.ttf，下载不了就退出。${why}`,
	actionFont: path => `不必下载：把任意一个 TrueType 字体以该名称放进训练的启动目录即可${path === '' ? '' : `，也可放到 ${path}`}。Matplotlib 自带一个：`,
	actionWeights: (url, path) => `在能访问的机器上或从镜像站下载 ${url === '' ? '该文件' : url}，并放到${path === '' ? '训练的启动目录' : ` ${path}`}（docker cp 文件 容器:路径，或放进卷）。使用代理：docker run -e https_proxy=http://主机:端口。`,
	actionFile: (url, path) => `在能访问的机器上或从镜像站下载 ${url === '' ? '该文件' : url}，并放到${path === '' ? '训练所需的位置' : ` ${path}`}（docker cp 文件 容器:路径，或放进卷）。使用代理：docker run -e https_proxy=http://主机:端口。`,
};

export const downloadMeanings: Wording<typeof english.downloadMeanings> = {
	'download-failed': '启动时的下载失败或没有进展：连接异常（urllib、requests、ssl、socket）、框架自己的提示，或“Downloading”之后一分钟没有输出。',
};
