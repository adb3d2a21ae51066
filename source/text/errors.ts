import type {UserError} from '../domain/user-error.ts';
import {defineTexts, type Language} from './language.ts';

/**
What happened and what to do, for every code. `{name}` stands for a value of the error.
*/
export const errorTexts = defineTexts({
	'usage-invalid': {message: 'yolotop does not understand “{what}”.', hint: 'Try: {suggestion}    (all commands and options: yolotop --help)'},
	'option-invalid': {message: 'The value “{value}” of {option} is not valid.', hint: 'Allowed: {allowed}'},
	'config-invalid': {message: 'The settings in {path} cannot be used: {reason}.', hint: 'Correct the file, or move it away to start with the defaults.'},
	'engine-unreachable': {message: 'No container engine answers at {endpoint}.', hint: 'Start Docker (sudo systemctl start docker, or Docker Desktop), or name another engine with --host or DOCKER_HOST. Files need no engine: yolotop train.log'},
	'engine-permission-denied': {message: 'You may not use the container engine at {endpoint}.', hint: 'Join the group docker (sudo usermod -aG docker $USER, then log in again), or run: sudo yolotop'},
	'engine-not-docker': {message: 'What answers at {endpoint} is not a container engine.', hint: 'Check --host, DOCKER_HOST and `docker context ls`.'},
	'engine-timeout': {message: 'The container engine at {endpoint} did not answer in time ({operation}).', hint: 'It may be busy: try again. If `docker ps` hangs as well, restart the engine.'},
	'engine-failed': {message: 'The container engine refused: {reason}', hint: 'The same request fails with the docker command too; --debug shows the details.'},
	'engine-host-invalid': {message: 'The engine address “{host}” cannot be used.', hint: 'Write unix:///path/to/docker.sock or tcp://HOST:PORT in --host or DOCKER_HOST.'},
	'container-not-found': {message: 'There is no container “{name}”.', hint: 'See the containers with: docker ps -a'},
	'container-ambiguous': {message: '“{name}” fits several containers: {candidates}.', hint: 'Type more of the id, or the whole name.'},
	'container-name-invalid': {message: '“{name}” cannot be the name of a container.', hint: 'Names hold letters, digits, “_”, “.” and “-”. See them with: docker ps -a'},
	'no-training-container': {message: 'No running container trains YOLO.', hint: 'Start a training in a container, name a target (yolotop CONTAINER, yolotop train.log, yolotop runs/train/exp), or look at: yolotop demo'},
	'several-training-containers': {message: 'Several containers train: {candidates}.', hint: 'Say which: yolotop NAME'},
	'target-not-found': {message: 'There is no file, run directory or container “{name}”, and no command of that name.', hint: 'Commands: {commands}. Containers: docker ps -a. All options: yolotop --help'},
	'file-unreadable': {message: 'The file {path} cannot be read: {reason}.', hint: 'Check the path and its permissions: ls -l {path}'},
	'file-empty': {message: '{path} is empty: nothing to show yet.', hint: 'A training that has just started prints its first line after some seconds; then try again.'},
	'file-binary': {message: '{path} is not the output of a training: it is a binary file.', hint: 'Give the log file, the run directory (runs/train/exp) or the container.'},
	'directory-not-a-run': {message: '{path} is not the directory of a run: it has no results.csv, opt.yaml, args.yaml or weights.', hint: 'Give the directory of one run, such as {suggestion}'},
	'no-training-in-output': {message: 'There is no YOLO training in {name}.', hint: 'yolotop reads the output of YOLOv5 train.py and of `yolo train`. If the output went elsewhere, give the log file or the run directory.'},
	'terminal-without-raw-mode': {message: 'This terminal cannot show the full screen: keys cannot be read one by one, or it is called “dumb”.', hint: 'Use plain lines (yolotop --plain) or a summary (yolotop status).'},
	'terminal-missing': {message: 'There is no terminal to read keys from.', hint: 'Use plain lines (yolotop --plain) or a summary (yolotop status).'},
	'process-not-started': {message: 'The program “{command}” cannot be started: {reason}.', hint: 'Check the name and the path of the program.'},
	'logs-unreadable': {message: 'The output of the container {name} cannot be read: its log driver “{driver}” keeps nothing.', hint: 'Start the container with --log-driver json-file, or give its run directory.'},
	internal: {message: 'yolotop failed: {reason}', hint: 'This is a mistake in yolotop. Run it again with --debug and report what it prints; the training is not touched.'},
}, {
	'usage-invalid': {message: 'yolotop 不认识 “{what}”。', hint: '试试：{suggestion}    （全部命令和选项：yolotop --help）'},
	'option-invalid': {message: '{option} 的值 “{value}” 无效。', hint: '可用的值：{allowed}'},
	'config-invalid': {message: '无法使用 {path} 中的设置：{reason}。', hint: '请修正该文件，或把它移走以使用默认设置。'},
	'engine-unreachable': {message: '{endpoint} 上没有容器引擎应答。', hint: '请启动 Docker（sudo systemctl start docker 或 Docker Desktop），或用 --host / DOCKER_HOST 指定引擎。看日志文件不需要引擎：yolotop train.log'},
	'engine-permission-denied': {message: '没有权限使用 {endpoint} 上的容器引擎。', hint: '请加入 docker 组（sudo usermod -aG docker $USER，然后重新登录），或运行：sudo yolotop'},
	'engine-not-docker': {message: '{endpoint} 上应答的不是容器引擎。', hint: '请检查 --host、DOCKER_HOST 和 `docker context ls`。'},
	'engine-timeout': {message: '{endpoint} 上的容器引擎没有及时应答（{operation}）。', hint: '引擎可能正忙，请重试。如果 `docker ps` 也卡住，请重启引擎。'},
	'engine-failed': {message: '容器引擎拒绝了请求：{reason}', hint: '用 docker 命令做同样的操作也会失败；加 --debug 查看详情。'},
	'engine-host-invalid': {message: '引擎地址 “{host}” 无法使用。', hint: '请在 --host 或 DOCKER_HOST 中写 unix:///路径/docker.sock 或 tcp://主机:端口。'},
	'container-not-found': {message: '没有名为 “{name}” 的容器。', hint: '查看所有容器：docker ps -a'},
	'container-ambiguous': {message: '“{name}” 对应多个容器：{candidates}。', hint: '请多输入几位 ID，或输入完整名称。'},
	'container-name-invalid': {message: '“{name}” 不能作为容器名。', hint: '容器名只含字母、数字、“_”、“.” 和 “-”。查看：docker ps -a'},
	'no-training-container': {message: '没有正在训练 YOLO 的容器。', hint: '请在容器里开始训练，或指定目标（yolotop 容器名、yolotop train.log、yolotop runs/train/exp），也可以先看演示：yolotop demo'},
	'several-training-containers': {message: '有多个容器在训练：{candidates}。', hint: '请指明一个：yolotop 容器名'},
	'target-not-found': {message: '没有名为 “{name}” 的文件、训练目录或容器，也没有这个命令。', hint: '命令：{commands}。查看容器：docker ps -a。全部选项：yolotop --help'},
	'file-unreadable': {message: '无法读取文件 {path}：{reason}。', hint: '请检查路径和权限：ls -l {path}'},
	'file-empty': {message: '{path} 是空的，暂时没有内容可看。', hint: '刚启动的训练要过几秒才输出第一行，请稍后再试。'},
	'file-binary': {message: '{path} 不是训练输出，而是二进制文件。', hint: '请指定日志文件、训练目录（runs/train/exp）或容器。'},
	'directory-not-a-run': {message: '{path} 不是训练目录：其中没有 results.csv、opt.yaml、args.yaml 或 weights。', hint: '请指定一次训练的目录，例如 {suggestion}'},
	'no-training-in-output': {message: '{name} 中没有 YOLO 训练。', hint: 'yolotop 能读 YOLOv5 train.py 和 `yolo train` 的输出。如果输出写到了别处，请指定日志文件或训练目录。'},
	'terminal-without-raw-mode': {message: '这个终端无法显示全屏界面：不能逐个读取按键，或终端类型是 “dumb”。', hint: '请用逐行输出（yolotop --plain）或摘要（yolotop status）。'},
	'terminal-missing': {message: '没有可以读取按键的终端。', hint: '请用逐行输出（yolotop --plain）或摘要（yolotop status）。'},
	'process-not-started': {message: '无法启动程序 “{command}”：{reason}。', hint: '请检查程序的名称和路径。'},
	'logs-unreadable': {message: '无法读取容器 {name} 的输出：日志驱动 “{driver}” 不保存内容。', hint: '请用 --log-driver json-file 启动容器，或指定训练目录。'},
	internal: {message: 'yolotop 出错：{reason}', hint: '这是 yolotop 的问题。请加 --debug 再运行一次并反馈输出；训练不受影响。'},
});

/** Replaces each `{name}` by its value; a name without a value becomes empty. */
function fill(text: string, values: Readonly<Record<string, string>>): string {
	return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}

/** The two lines for a person: what happened, what to do. */
export function describeError({code, values}: Pick<UserError, 'code' | 'values'>, language: Language): {message: string; hint: string} {
	const {message, hint} = errorTexts(language)[code];
	return {message: fill(message, values), hint: fill(hint, values)};
}
