import {counted} from '../counted.ts';
import {defineTexts} from '../language.ts';

/** The words of the diagnoses about starting the program and about errors of Python. */
export const programDiagnoses = defineTexts({
	'container-start-failed': {
		what: () => 'The container could not be started.',
		why: (error: string) => `The engine says: ${error}`,
		action: () => 'Remove the container that was only created (docker rm), correct what the engine names, and run it again.',
	},
	'command-not-found': {
		what: (program: string) => program === '' ? 'The command of the container was not found.' : `The program "${program}" was not found in the container.`,
		why: () => 'It is misspelled, or the image does not have it, or it is not in PATH.',
		action: () => 'Look what the image has: docker run --rm -it IMAGE sh. Some images have python3 but no python.',
	},
	'bad-argument': {
		what: (message: string) => `The training program refused its arguments: ${message}.`,
		why: () => 'An option is misspelled, has a value of the wrong kind, or belongs to another version of the framework.',
		action: (style: string) => style === 'name=value' ? 'Compare with `yolo cfg`; options are written as name=value.' : 'Compare with `python train.py --help` of the version in the container.',
	},
	'module-missing': {
		inContainer: {
			whatModule: (module: string) => `The Python module "${module}" is missing in the container.`,
			whatLibrary: (library: string) => `The system library ${library} is missing in the container.`,
			why: () => 'The image was built without it, or another Python runs than the one it was installed for.',
			actionModule: (package_: string) => `Install it in the image, or for now in the container: pip install ${package_}`,
			actionLibrary: (package_: string) => package_ === '' ? 'Install the system package that holds it, in the image.' : `Install it in the image: apt-get update && apt-get install -y ${package_}`,
		},
		here: {
			whatModule: (module: string) => `The Python module "${module}" is missing.`,
			whatLibrary: (library: string) => `The system library ${library} is missing.`,
			why: () => 'It is not installed, or another Python runs than the one it was installed for.',
			actionModule: (package_: string) => `Install it for the same Python: pip install ${package_}`,
			actionLibrary: (package_: string) => package_ === '' ? 'Install the system package that holds it.' : `Install it: sudo apt-get install ${package_}`,
		},
	},
	'requirements-unmet': {
		what: () => 'A Python requirement is not met, and installing it automatically failed.',
		why: () => 'The framework tried pip at the start; the container has no pip or no network. The training goes on and may fail later.',
		action: () => 'Install the requirements when the image is built: pip install -r requirements.txt (where pypi.org is slow or blocked, with a mirror: -i https://pypi.tuna.tsinghua.edu.cn/simple)',
	},
	'main-guard-missing': {
		what: () => 'The script starts itself once more in each worker: the main part has no `if __name__ == \'__main__\':`.',
		why: () => 'On Windows and macOS a worker of the data loader runs the script from its beginning ("bootstrapping phase"). Without the guard it begins a training of its own, which Python refuses.',
		action: () => 'Put the call of train() under this line, indented:\nif __name__ == \'__main__\':\nOr train without workers: workers=0.',
	},
	'ranks-stuck': {
		what: () => 'The processes of the GPUs waited for each other in vain until the timeout: one of them did not take part.',
		why: () => 'One process was slower than the timeout (a cache being made, a validation, a slow disk), hung, or had died before; the watchdog of NCCL then ends all of them.',
		action: () => 'Look above for what the other processes printed last. Train on one GPU first (device=0); let labels be cached before; NCCL_P2P_DISABLE=1 helps where the GPUs cannot reach each other.',
		processes: (count: string) => `${count} processes`,
	},
	'output-incomplete': {
		what: {bars: () => 'The progress bars are not in this output: losses and batches are not known.', rows: () => 'Only the progress bars are in this output: the rows with the quality are not.'},
		why: {
			bars: () => 'Programs write lines to standard output and bars to standard error; only the first one was kept.',
			rows: () => 'Programs write lines to standard output and bars to standard error; only the second one was kept, or the lines were switched off (YOLO_VERBOSE=false).',
		},
		action: () => 'Keep both streams next time: 2>&1, as in `yolo train ... > train.log 2>&1` or `... 2>&1 | tee train.log`. The run directory has all numbers: yolotop DIRECTORY',
		evidence: (epochs: string) => `${counted(epochs, 'epoch')} without one of the two`,
	},
	'process-crashed': {
		what: (reason: string) => `The training process crashed: ${reason}.`,
		why: () => 'A crash below Python comes from a native library (torch, CUDA, OpenCV, the driver) or broken memory, rarely from the script.',
		action: () => 'Run it once more with `python -X faulthandler`, which shows where it was; look at the last lines above; try other versions of torch and the driver.',
	},
	'python-traceback': {
		what: (line: string) => `The training ended with a Python error: ${line}`,
		why: (place: string) => place === '' ? 'The output does not say where in the code it happened.' : `It happened in ${place}.`,
		action: () => 'Read the last line of the traceback first, then the named line of code; the lines before it in the log show what was being done.',
	},
}, {
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
});

/** What each of these rules recognises, and by what: one sentence for the documentation, which alone loads them. */
export const programMeanings = /* #__PURE__ */ defineTexts({
	'container-start-failed': 'The engine could not start the container and nothing more is known than its own words.',
	'command-not-found': 'The program of the container\'s command does not exist in the image: the runtime\'s or the shell\'s report, or exit code 127.',
	'bad-argument': 'The training program refused its command line.',
	'module-missing': 'Python cannot import a module or a shared library that a module needs.',
	'requirements-unmet': 'The framework\'s check of its requirements failed to install something; the training goes on without it.',
	'main-guard-missing': 'On Windows or macOS the workers run the script from its beginning, because its main part is not guarded: Python\'s message about the bootstrapping phase.',
	'ranks-stuck': 'The processes of several GPUs waited for each other in vain, until NCCL\'s timeout.',
	'output-incomplete': 'The log holds one of the two streams only: rows without bars, or bars without rows.',
	'process-crashed': 'The training process crashed outside of Python: a segmentation fault, an abort or another fault, by the shell\'s report or the exit code 132, 134, 136 or 139.',
	'python-traceback': 'The training ended with a Python exception that no other rule knows: its last line and the last frame in the user\'s own files.',
}, {
	'container-start-failed': '引擎无法启动容器，除引擎自己的说明外没有更多信息。',
	'command-not-found': '镜像中没有容器命令所指的程序：依据运行时或 shell 的报告，或退出码 127。',
	'bad-argument': '训练程序拒绝了命令行参数。',
	'module-missing': 'Python 无法导入某个模块，或该模块所需的共享库。',
	'requirements-unmet': '框架检查依赖时未能装上某个包；训练在没有它的情况下继续。',
	'main-guard-missing': '在 Windows 或 macOS 上，加载进程从头运行脚本，因为主程序没有保护：依据 Python 关于 bootstrapping phase 的消息。',
	'ranks-stuck': '多块 GPU 的进程互相等待，直到 NCCL 超时。',
	'output-incomplete': '日志只有两个输出流之一：有指标行没有进度条，或有进度条没有指标行。',
	'process-crashed': '训练进程在 Python 之外崩溃：段错误、abort 或其他故障，依据 shell 的报告或退出码 132、134、136、139。',
	'python-traceback': '训练以一个其他规则都不认识的 Python 异常结束：给出最后一行和用户自己文件中的最后一帧。',
});
