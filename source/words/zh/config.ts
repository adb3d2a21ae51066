import {keyNameOf} from '../../keys/key-names.ts';
import type {Wording} from '../wording.ts';
import type * as english from '../en/config.ts';

export const config: Wording<typeof english.config> = {
	file: {
		head: 'yolotop 的配置。去掉选项前的 # 即可生效；命令行优先。',
		keys: '自定义按键，按命令填写：一个字符、ctrl+a 到 ctrl+z，或 up、pageup、tab 等。同目录的 schema 文件列出全部命令。',
		profiles: '带名称的启动方式，用于 yolotop run 名称。键与 docker run 的选项相同。',
		hosts: '其他引擎和集群，由 yolotop ls 和运行界面一起列出；之后 lab/yolo 表示主机 lab 上的容器 yolo。',
	},
	options: {color: '颜色；false 表示不用颜色（也可用 NO_COLOR）', mouse: `鼠标；false 表示交给终端（按键 ${keyNameOf('switch-mouse')}）`, probe: '探针，记录每轮的各类别指标、混淆矩阵和梯度；false 表示不使用'},
	schema: {
		hosts: '与本机一起列出的引擎和集群，名称自定；之后用 主机/名称 指定其上的运行',
		notifyCommand: '程序及其参数：运行完成、失败、停止、停滞或失去联系时，以及守护的训练继续或放弃时启动，不经过 shell',
		keys: '自定义按键，按命令填写；界面显示第一个键',
		profiles: '带名称的启动方式，用于 yolotop run 名称',
	},
	written: (file: string, schema: string) => `已写入：${file}\n编辑器用它检查：${schema}\n`,
	kept: (file: string, schema: string) => `文件已存在，未改动：${file}\n编辑器用它检查：${schema}\n`,
	right: (file: string, profiles: readonly string[]) => `${file}：没有问题。${profiles.length === 0 ? '' : `启动配置：${profiles.join('、')}。`}\n`,
	none: (file: string) => `没有 ${file}。写一个：yolotop config\n`,
};
