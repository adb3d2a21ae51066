import type {Wording} from '../wording.ts';
import type * as english from '../en/command-notes.ts';

export const commandNote: Wording<typeof english.commandNote> = {
	variables: '-e NAME 的值取自当前 shell：这里不显示变量的值。镜像自带的变量已省略。',
	secrets: '*** 是未显示的密钥：请填入实际内容。',
	probe: 'PYTHONPATH 和 YOLOTOP_PROBE 用于加载探针；yolotop 会在启动前放好它的文件。没有这些文件，训练照常运行。',
};
