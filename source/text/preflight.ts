import {fillText} from './fill-text.ts';
import {defineTexts, type Language} from './language.ts';

/** What the checks before a start say: what is the case, and what to do. */
export const preflightTexts = defineTexts({
	'image-missing': {what: 'The image {image} is not on this machine.', fix: 'docker pull {image}'},
	'name-taken': {what: 'The name {name} is taken by another container.', fix: 'another --name, or: docker rm {name}'},
	'network-missing': {what: 'There is no network {name}.', fix: 'docker network ls'},
	'port-taken': {what: 'The port {port} of this machine is in use.', fix: '-p 0:{containerPort} for a free one; ss -ltnp tells who uses it'},
	'source-missing': {what: '{path} does not exist on this machine.', fix: 'correct the path of the volume, or: mkdir -p {path}'},
	'data-missing': {what: 'The data set {path} was not found. Searched: {places}', fix: 'correct --data or the volume; if the image has the file, go on'},
	'weights-missing': {what: 'The weights {path} were not found. Searched: {places}', fix: 'correct --weights or the volume; if the image has the file, go on'},
	'cfg-missing': {what: 'The model description {path} was not found. Searched: {places}', fix: 'correct --cfg or the volume; if the image has the file, go on'},
	'hyp-missing': {what: 'The hyperparameters {path} were not found. Searched: {places}', fix: 'correct --hyp or the volume; if the image has the file, go on'},
	'resume-missing': {what: 'The checkpoint to resume, {path}, was not found. Searched: {places}', fix: 'correct --resume or the volume; if the image has the file, go on'},
	'input-ambiguous': {what: 'Several files ({matches}) have the name {path} below {places}: YOLOv5 takes none of them and ends.', fix: 'give the path of the right one'},
	'weights-download': {what: 'The weights {path} are not there yet: the framework downloads them from GitHub when it starts.', fix: 'where GitHub is slow or blocked, download the file beforehand to {hostPath}'},
	'weights-offline': {what: 'The weights {path} are not there, and without a network (--network none) they cannot be downloaded.', fix: 'copy the file to {hostPath}, or leave --network none out'},
	'font-offline': {what: 'YOLOv5 needs the font Arial.ttf for its plots, and without a network (--network none) it cannot be downloaded: unless the image has it, the training ends before the first epoch.', fix: 'put any TrueType font as Arial.ttf into {directory}, where the training starts'},
	'gpu-unsupported': {what: 'A GPU is asked for, but nothing here says that the engine can give one: no NVIDIA Container Toolkit in the path, no CDI device, no nvidia runtime. Only the start itself tells for certain; if it fails, nothing is left behind.', fix: 'install the NVIDIA Container Toolkit on the Docker host and restart Docker, or leave --gpus out; yolotop doctor tells more'},
	'gpu-absent': {what: 'A GPU is asked for, but this machine shows none: there is neither /dev/nvidiactl nor /dev/dxg. The start may fail.', fix: 'nvidia-smi on this machine tells whether the driver runs; yolotop doctor tells more'},
	'runtime-unknown': {what: 'The engine does not know the runtime {runtime}; it has {known}.', fix: 'leave --runtime out and use --gpus all, or install the runtime on the Docker host'},
	'device-missing': {what: 'The device {path} is not on this machine.', fix: 'ls /dev tells what there is; for an NVIDIA GPU use --gpus all'},
	'gpu-not-requested': {what: 'This machine has a GPU, but the container does not get it: the training will run on the CPU.', fix: '--gpus all'},
	'shared-memory-small': {what: '/dev/shm has {size}, but --workers {workers} with batch size {batchSize} and image size {imageSize} fills {need}: a bus error is to be expected.', fix: '--shm-size {recommended}, or fewer workers'},
	'results-in-container': {what: 'The results go to {path}, which is on no volume: they are gone when the container is removed.', fix: 'a volume there, for example -v "$PWD/runs:{path}"'},
	'results-removed': {what: 'The results go to {path}, which is on no volume, and --rm removes them as soon as the training ends.', fix: 'leave --rm out, or a volume there: -v "$PWD/runs:{path}"'},
	'volume-missing': {what: 'The container has no volume: what is trained in it is gone when it is removed.', fix: '-v "$PWD:/workspace" -w /workspace'},
	'disk-full': {what: 'Only {available} are free at {path}: no checkpoint fits.', fix: 'make room; docker system df shows what Docker uses'},
	'disk-small': {what: 'Only {available} are free at {path}.', fix: 'make room before a long training'},
	'record-missing': {what: 'The log driver none keeps no output: only this yolotop sees it, and only while it is there.', fix: 'leave --log-driver out'},
}, {
	'image-missing': {what: '本机没有镜像 {image}。', fix: 'docker pull {image}'},
	'name-taken': {what: '名称 {name} 已被另一个容器占用。', fix: '换一个 --name，或：docker rm {name}'},
	'network-missing': {what: '没有名为 {name} 的网络。', fix: 'docker network ls'},
	'port-taken': {what: '本机的端口 {port} 已被占用。', fix: '用 -p 0:{containerPort} 选空闲端口；ss -ltnp 可查占用者'},
	'source-missing': {what: '本机没有 {path}。', fix: '改正卷的路径，或：mkdir -p {path}'},
	'data-missing': {what: '找不到数据集 {path}。已查找：{places}', fix: '改正 --data 或卷；如果镜像中有该文件，可以继续'},
	'weights-missing': {what: '找不到权重 {path}。已查找：{places}', fix: '改正 --weights 或卷；如果镜像中有该文件，可以继续'},
	'cfg-missing': {what: '找不到模型描述 {path}。已查找：{places}', fix: '改正 --cfg 或卷；如果镜像中有该文件，可以继续'},
	'hyp-missing': {what: '找不到超参数文件 {path}。已查找：{places}', fix: '改正 --hyp 或卷；如果镜像中有该文件，可以继续'},
	'resume-missing': {what: '找不到用于继续训练的检查点 {path}。已查找：{places}', fix: '改正 --resume 或卷；如果镜像中有该文件，可以继续'},
	'input-ambiguous': {what: '在 {places} 下有 {matches} 个名为 {path} 的文件：YOLOv5 一个也不会用，而是直接退出。', fix: '写明所要文件的路径'},
	'weights-download': {what: '权重 {path} 还不在：框架启动时会从 GitHub 下载。', fix: '如果 GitHub 很慢或无法访问，请事先把文件下载到 {hostPath}'},
	'weights-offline': {what: '权重 {path} 不在，而没有网络（--network none）就无法下载。', fix: '把文件复制到 {hostPath}，或去掉 --network none'},
	'font-offline': {what: 'YOLOv5 画图需要字体 Arial.ttf，而没有网络（--network none）就无法下载：除非镜像中已有，否则训练在第一轮之前就会结束。', fix: '把任意一个 TrueType 字体以 Arial.ttf 为名放进 {directory}，即训练的启动目录'},
	'gpu-unsupported': {what: '要求使用 GPU，但没有迹象表明引擎能提供：路径中没有 NVIDIA Container Toolkit，没有 CDI 设备，也没有 nvidia 运行时。只有实际启动才能确定；若启动失败，不会留下任何东西。', fix: '在 Docker 主机上安装 NVIDIA Container Toolkit 并重启 Docker，或去掉 --gpus；详见 yolotop doctor'},
	'gpu-absent': {what: '要求使用 GPU，但本机看不到 GPU：既没有 /dev/nvidiactl 也没有 /dev/dxg。启动可能失败。', fix: '在本机运行 nvidia-smi 可知驱动是否正常；详见 yolotop doctor'},
	'runtime-unknown': {what: '引擎不认识运行时 {runtime}；已有：{known}。', fix: '去掉 --runtime 改用 --gpus all，或在 Docker 主机上安装该运行时'},
	'device-missing': {what: '本机没有设备 {path}。', fix: 'ls /dev 可查看现有设备；NVIDIA GPU 请用 --gpus all'},
	'gpu-not-requested': {what: '本机有 GPU，但没有分给容器：训练将在 CPU 上进行。', fix: '--gpus all'},
	'shared-memory-small': {what: '/dev/shm 只有 {size}，而 {workers} 个数据加载进程、批大小 {batchSize}、图像尺寸 {imageSize} 需要 {need}：很可能出现 bus error。', fix: '--shm-size {recommended}，或减少加载进程（--workers）'},
	'results-in-container': {what: '结果写到 {path}，不在任何卷上：删除容器时会一起丢失。', fix: '在那里挂载卷，例如 -v "$PWD/runs:{path}"'},
	'results-removed': {what: '结果写到 {path}，不在任何卷上，而 --rm 会在训练结束时立即删除它们。', fix: '去掉 --rm，或挂载卷：-v "$PWD/runs:{path}"'},
	'volume-missing': {what: '容器没有挂载卷：删除容器时，在其中训练的结果会一起丢失。', fix: '-v "$PWD:/workspace" -w /workspace'},
	'disk-full': {what: '{path} 只剩 {available}：放不下检查点。', fix: '请清理磁盘；docker system df 可查 Docker 的占用'},
	'disk-small': {what: '{path} 只剩 {available}。', fix: '长时间训练前请清理磁盘'},
	'record-missing': {what: '日志驱动 none 不保存输出：只有当前的 yolotop 能看到，离开后就没有了。', fix: '去掉 --log-driver'},
});

export type PreflightCode = keyof ReturnType<typeof preflightTexts>;

/** The two parts of a finding in words. */
export function describePreflight({code, values}: {readonly code: PreflightCode; readonly values: Readonly<Record<string, string>>}, language: Language): {what: string; fix: string} {
	const {what, fix} = preflightTexts(language)[code];
	return {what: fillText(what, values), fix: fillText(fix, values)};
}
