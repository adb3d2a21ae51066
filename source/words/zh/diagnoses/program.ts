import type {Wording} from '../../wording.ts';
import type * as english from '../../en/diagnoses/program.ts';

export const programDiagnoses: Wording<typeof english.programDiagnoses> = {
	'container-start-failed': {
		what: () => '容器无法启动。',
		why: error => `引擎的说明：${error}`,
		action: () => '删除那个只被创建的容器（docker rm），改正引擎指出的问题，然后重新运行。',
	},
	'command-not-found': {
		what: program => program === '' ? '找不到容器的命令。' : `容器中找不到程序 "${program}"。`,
		why: () => '名称拼错、镜像中没有，或不在 PATH 中。',
		action: () => '看看镜像里有什么：docker run --rm -it 镜像 sh。有些镜像只有 python3 而没有 python。',
	},
	'bad-argument': {
		what: message => `训练程序拒绝了参数：${message}。`,
		why: () => '选项拼错、值的类型不对，或属于框架的另一个版本。',
		action: style => style === 'name=value' ? '与 `yolo cfg` 对照；选项写成 name=value。' : '与容器中该版本的 `python train.py --help` 对照。',
	},
	'module-missing': {
		inContainer: {
			whatModule: module => `容器中缺少 Python 模块 "${module}"。`,
			whatLibrary: library => `容器中缺少系统库 ${library}。`,
			why: () => '构建镜像时没有安装它，或运行的 Python 不是安装它的那一个。',
			actionModule: package_ => `在镜像中安装，或暂时在容器中安装：pip install ${package_}`,
			actionLibrary: package_ => package_ === '' ? '在镜像中安装包含它的系统软件包。' : `在镜像中安装：apt-get update && apt-get install -y ${package_}`,
		},
		here: {
			whatModule: module => `缺少 Python 模块 "${module}"。`,
			whatLibrary: library => `缺少系统库 ${library}。`,
			why: () => '没有安装它，或运行的 Python 不是安装它的那一个。',
			actionModule: package_ => `为同一个 Python 安装：pip install ${package_}`,
			actionLibrary: package_ => package_ === '' ? '安装包含它的系统软件包。' : `安装：sudo apt-get install ${package_}`,
		},
	},
	'requirements-unmet': {
		what: () => '有一个 Python 依赖不满足，自动安装失败。',
		why: () => '框架在启动时尝试了 pip；容器没有 pip 或没有网络。训练会继续，但之后可能失败。',
		action: () => '在构建镜像时安装依赖：pip install -r requirements.txt（pypi.org 太慢或无法访问时使用镜像：-i https://pypi.tuna.tsinghua.edu.cn/simple）',
	},
	'auxiliary-branch': {
		what: () => '该模型带有辅助分支，YOLOv9 的 train.py 无法训练它。',
		why: () => 'yolov9-* 模型有第二个仅用于训练的检测头，train.py 的损失函数不支持它的输出；gelan-* 模型没有这个检测头。',
		action: () => '参数不变，改用 train_dual.py 代替 train.py，或在 --cfg 和 --weights 中改用同样大小的 gelan 模型。',
	},
	'main-guard-missing': {
		what: () => '脚本在每个加载进程中又从头运行：主程序没有 `if __name__ == \'__main__\':`。',
		why: () => '在 Windows 和 macOS 上，数据加载进程会从头运行脚本（“bootstrapping phase”）。没有这一行，它会自己再开始一次训练，Python 会拒绝。',
		action: () => '把 train() 的调用缩进放在这一行之下：\nif __name__ == \'__main__\':\n或不用加载进程训练：workers=0。',
	},
	'ranks-stuck': {
		what: () => '各 GPU 的进程互相等待直到超时：其中一个没有参与。',
		why: () => '某个进程比超时时间还慢（正在建缓存、验证、磁盘太慢）、卡住，或之前已经终止；NCCL 的看门狗随后结束所有进程。',
		action: () => '看看上面其他进程最后打印了什么。先用一块 GPU 训练（device=0）；事先建好标签缓存；GPU 之间无法互访时可用 NCCL_P2P_DISABLE=1。',
		processes: count => `${count} 个进程`,
	},
	'output-incomplete': {
		what: {bars: () => '输出中没有进度条：不知道损失和批次。', rows: () => '输出中只有进度条：没有指标行。'},
		why: {
			bars: () => '程序把文字写到标准输出，把进度条写到标准错误；只保存了前者。',
			rows: () => '程序把文字写到标准输出，把进度条写到标准错误；只保存了后者，或文字被关闭（YOLO_VERBOSE=false）。',
		},
		action: () => '下次同时保存两者：2>&1，例如 `yolo train ... > train.log 2>&1` 或 `... 2>&1 | tee train.log`。运行目录中有全部数据：yolotop 目录',
		evidence: epochs => `${epochs} 轮缺少其中之一`,
	},
	'epochs-left-out': {
		what: (kept, last) => `共 ${last} 轮，只显示最后 ${kept} 轮。`,
		why: () => '没有人会训练这么多轮：可能是别的程序在写结果表，或者其中记录的是批次。',
		action: () => '文件中没有丢失任何数据。要看更早的轮次，请直接打开 results.csv。',
		evidence: (first, last) => `第 ${first} 至 ${last} 轮`,
	},
	'process-crashed': {
		what: reason => `训练进程崩溃：${reason}。`,
		why: () => 'Python 之下的崩溃来自本地库（torch、CUDA、OpenCV、驱动）或损坏的内存，很少来自脚本本身。',
		action: () => '用 `python -X faulthandler` 再运行一次，可看到崩溃位置；查看上面的最后几行；尝试其他版本的 torch 和驱动。',
	},
	'python-traceback': {
		what: line => `训练以 Python 错误结束：${line}`,
		why: place => place === '' ? '输出没有说明它发生在代码的哪里。' : `它发生在 ${place}。`,
		action: () => '先读 traceback 的最后一行，再看所指的代码行；日志中之前的几行说明当时在做什么。',
	},
};

export const programMeanings: Wording<typeof english.programMeanings> = {
	'container-start-failed': '引擎无法启动容器，除引擎自己的说明外没有更多信息。',
	'command-not-found': '镜像中没有容器命令所指的程序：依据运行时或 shell 的报告，或退出码 127。',
	'bad-argument': '训练程序拒绝了命令行参数。',
	'module-missing': 'Python 无法导入某个模块，或该模块所需的共享库。',
	'requirements-unmet': '框架检查依赖时未能装上某个包；训练在没有它的情况下继续。',
	'auxiliary-branch': '用 YOLOv9 的 train.py 训练应由 train_dual.py 训练的模型：损失函数中出现 AttributeError。',
	'main-guard-missing': '在 Windows 或 macOS 上，加载进程从头运行脚本，因为主程序没有保护：依据 Python 关于 bootstrapping phase 的消息。',
	'ranks-stuck': '多块 GPU 的进程互相等待，直到 NCCL 超时。',
	'output-incomplete': '日志只有两个输出流之一：有指标行没有进度条，或有进度条没有指标行。',
	'epochs-left-out': '运行的轮数超过 yolotop 保留的 10,000 轮。',
	'process-crashed': '训练进程在 Python 之外崩溃：段错误、abort 或其他故障，依据 shell 的报告或退出码 132、134、136、139。',
	'python-traceback': '训练以一个其他规则都不认识的 Python 异常结束：给出最后一行和用户自己文件中的最后一帧。',
};
