/** The shells whose `-c` is understood, by the names of their programs. */
export const shells: ReadonlySet<string> = new Set(['bash', 'sh', 'dash', 'zsh', 'ash', 'ksh', 'fish']);

/** Programs that take a whole command line behind `-c`, as a shell does. */
export const shellLike: ReadonlySet<string> = new Set([...shells, 'su', 'runuser', 'script']);

/** The names of Python itself. */
export const python = /^(?:python|pypy)[\d.]*w?$/;

/** Programs that start another one and are replaced by it, or wait for it. */
export const wrappers: ReadonlySet<string> = new Set([
	'exec',
	'nohup',
	'time',
	'env',
	'sudo',
	'nice',
	'ionice',
	'stdbuf',
	'unbuffer',
	'timeout',
	'setsid',
	'taskset',
	'numactl',
	'chrt',
	'xvfb-run',
	'tini',
	'dumb-init',
	'docker-init',
	'gosu',
	'su-exec',
	'catchsegv',
	'nsys',
	'conda',
	'mamba',
	'micromamba',
	'uv',
	'poetry',
	'pixi',
	'pdm',
	'pipenv',
	'hatch',
	'rye',
	'srun',
	'mpirun',
	'mpiexec',
	'apptainer',
	'singularity',
	'pyxis',
]);

/** Programs and modules that start one or more Python processes of a script. */
export const launchers: ReadonlySet<string> = new Set(['torchrun', 'accelerate', 'deepspeed', 'torch.distributed.run', 'torch.distributed.launch', 'accelerate.commands.launch']);

/** The command of Ultralytics, also as a module. Source: pyproject.toml `[project.scripts]` of Ultralytics 8.0 to 8.4. */
export const yoloPrograms: ReadonlySet<string> = new Set(['yolo', 'ultralytics', 'ultralytics.cfg', 'ultralytics.yolo.cfg']);

/** Whether a process starts the ranks of a distributed training: torchrun, `python -m torch.distributed.run`, and the like. */
export function isLauncher(command: readonly string[]): boolean {
	const [program = '', word = '', module = ''] = command;
	return launchers.has(programName(program)) || launchers.has(programName(word)) || (word === '-m' && launchers.has(module));
}

/** The name of a program without its folder, also of Windows. */
export function programName(word: string): string {
	return (word.split(/[/\\]/).at(-1) ?? '').replace(/\.exe$/i, '');
}

/** Whether a word may begin the command of a program that trains, or that starts one. An option, or the address of an image, may end like one. */
export function isProgram(word: string): boolean {
	const name = programName(word);
	return !word.startsWith('-') && !word.includes('://') && (python.test(name) || shellLike.has(name) || launchers.has(name) || yoloPrograms.has(name) || wrappers.has(name) || name.endsWith('.py'));
}
