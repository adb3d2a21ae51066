import type {Wording} from '../../wording.ts';
import type * as english from '../../en/diagnoses/dataset.ts';

export const datasetDiagnoses: Wording<typeof english.datasetDiagnoses> = {
	'dataset-missing': {
		whatYaml: path => `找不到数据 YAML${path === '' ? '' : `：${path}`}。`,
		whatImages: path => `找不到数据集的图像${path === '' ? '' : `：${path}`}。`,
		why: () => '路径以容器内为准，相对路径从容器的工作目录或数据 YAML 的 `path:` 算起。通常是忘了挂载卷（-v）或挂载位置不同。',
		whyHere: () => '相对路径从启动训练的目录或数据 YAML 的 `path:` 算起。',
		actionHere: () => '在该目录用 `ls 路径` 查看；改正数据 YAML 中的 `path:`、`train:`、`val:`，或改正相应的选项。',
		action: () => '用 `docker exec 容器名 ls 路径` 查看；挂载数据（-v 主机路径:容器路径），或改正数据 YAML 中的 `path:`、`train:`、`val:`。',
	},
	'dataset-yaml-invalid': {
		whatKey: key => `数据 YAML 中没有 "${key}:"。`,
		whatSyntax: () => '无法读取 YAML 文件。',
		why: () => '必须有 `train:`、`val:` 和 `names:`；缩进用空格，冒号后要有空格。',
		action: () => '在数据 YAML 中补上：train: images/train, val: images/val, names: {0: first, 1: second}。',
	},
	'no-labels': {
		what: split => `${split === '' ? '' : `${split} 划分中`}没有找到标签。`,
		why: () => '对 .../images/train/a.jpg，标签在 .../labels/train/a.txt 中查找；文件夹名、文件名或格式（XML、JSON）不同就找不到。',
		whyValidation: () => '验证集没有标签时，无法计算精确率、召回率和 mAP，它们会一直是 0。',
		action: () => '在 `images` 旁的 `labels` 文件夹中为每张图像放一个 .txt，每行为 `class x y width height`，归一化到 0..1；并删除旧的 .cache 文件。',
	},
	'corrupt-labels': {
		what: count => `有 ${count} 张图像因图像或标签文件损坏而被忽略。`,
		whatSome: () => '有些标签被修正或忽略。',
		whatRestored: () => '数据集中有些 JPEG 文件不完整，框架已将其重新保存。',
		whyRestored: () => '这些文件缺少结尾，例如下载中断。数据集中的文件已被改动；图像缺失的部分是灰色的。',
		actionRestored: () => '查看警告中指出的文件。若有很多图像残缺，请重新复制数据集。',
		why: () => '坐标超出 0..1、列数不对、类别编号超出数据 YAML，或图像被截断：整张图像都会被忽略。',
		action: () => '修正或删除警告中指出的文件；并删除 .cache 文件，否则旧的扫描结果仍然有效。',
	},
	'class-out-of-range': {
		what: (label, count) => label === '' ? '标签中的类别编号在数据 YAML 中不存在。' : `有标签的类别编号为 ${label}，但数据 YAML 只有 ${count} 个类别。`,
		why: highest => `类别编号从 0 开始${highest === '' ? '' : `，因此最大允许 ${highest}`}。多半是 \`names:\` 缺了类别（或 \`nc:\` 太小），或标签属于另一份类别表。`,
		action: () => '在数据 YAML 中补全 `names:`（和 `nc:`），或重新编号标签；并删除 .cache 文件。',
	},
	'class-count-mismatch': {
		what: message => `类别数不一致：${message}`,
		why: () => '`nc:` 必须等于 `names:` 的数量；权重也只能在其训练时的类别上验证。',
		action: () => '改正数据 YAML 中的 `nc:` 或 `names:`，或使用属于这个数据集的权重。',
	},
};

export const datasetMeanings: Wording<typeof english.datasetMeanings> = {
	'dataset-missing': '图像或数据 YAML 不在命令或 YAML 所说的位置：依据框架自己的消息，或缺失的这类文件。',
	'dataset-yaml-invalid': '数据 YAML 缺少必需的键，或不是合法的 YAML。',
	'no-labels': '某个数据划分中没有一张图像有标签：依据框架的消息，或标签扫描只找到背景图。',
	'corrupt-labels': '标签扫描统计到损坏的图像或标签，或对个别文件发出警告。',
	'class-out-of-range': '标签中的类别编号在数据 YAML 中不存在。',
	'class-count-mismatch': '名称数量、`nc:` 与权重的类别数不一致。',
};
