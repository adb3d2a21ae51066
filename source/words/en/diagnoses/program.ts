import {counted} from '../../counted.ts';

/** The words of the diagnoses about starting the program and about errors of Python. */
export const programDiagnoses = {
	'container-start-failed': {
		what: () => 'The container could not be started.',
		why: (error: string) => `The engine says: ${error}`,
		action: () => 'Remove the container that was only created (docker rm), correct what the engine names, and run it again.',
	},
	'command-not-found': {
		what: (program: string) => program === '' ? 'The command of the container was not found.' : `The program "${program}" was not found in the container.`,
		why: () => 'It is misspelled, or the image does not have it, or it is not in PATH.',
		action: () => 'See what the image has: docker run --rm -it IMAGE sh. Some images have python3 but no python.',
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
			why: () => 'The image was built without it, or a different Python runs than the one it was installed for.',
			actionModule: (package_: string) => `Install it in the image, or for now in the container: pip install ${package_}`,
			actionLibrary: (package_: string) => package_ === '' ? 'Install the system package that holds it, in the image.' : `Install it in the image: apt-get update && apt-get install -y ${package_}`,
		},
		here: {
			whatModule: (module: string) => `The Python module "${module}" is missing.`,
			whatLibrary: (library: string) => `The system library ${library} is missing.`,
			why: () => 'It is not installed, or a different Python runs than the one it was installed for.',
			actionModule: (package_: string) => `Install it for the same Python: pip install ${package_}`,
			actionLibrary: (package_: string) => package_ === '' ? 'Install the system package that holds it.' : `Install it: sudo apt-get install ${package_}`,
		},
	},
	'requirements-unmet': {
		what: () => 'A Python requirement is not met, and installing it automatically failed.',
		why: () => 'The framework tried pip at the start; the container has no pip or no network. The training continues and may fail later.',
		action: () => 'Install the requirements when the image is built: pip install -r requirements.txt (where pypi.org is slow or blocked, with a mirror: -i https://pypi.tuna.tsinghua.edu.cn/simple)',
	},
	'auxiliary-branch': {
		what: () => 'The model has an auxiliary branch, and train.py of YOLOv9 cannot train one.',
		why: () => 'The models yolov9-* have a second head for the training, whose output the loss of train.py does not expect. The models gelan-* have none.',
		action: () => 'Start train_dual.py instead of train.py with the same arguments, or choose the gelan model of the same size for --cfg and --weights.',
	},
	'main-guard-missing': {
		what: () => 'The script starts itself again in each worker: the main part has no `if __name__ == \'__main__\':`.',
		why: () => 'On Windows and macOS a worker of the data loader runs the script from its beginning ("bootstrapping phase"). Without the guard it starts a training of its own, which Python refuses.',
		action: () => 'Put the call of train() under this line, indented:\nif __name__ == \'__main__\':\nOr train without workers: workers=0.',
	},
	'ranks-stuck': {
		what: () => 'The processes of the GPUs waited for each other until the timeout: one of them did not take part.',
		why: () => 'One process was slower than the timeout (building a cache, a validation, a slow disk), hung, or had died before; the watchdog of NCCL then ends all of them.',
		action: () => 'Look above for what the other processes printed last. Train on one GPU first (device=0); cache the labels beforehand; NCCL_P2P_DISABLE=1 helps if the GPUs cannot reach each other.',
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
	'epochs-left-out': {
		what: (kept: string, last: string) => `Only the last ${kept} epochs are shown, of ${last}.`,
		why: () => 'Nobody trains so many epochs: something else may write the table of results, or it counts batches.',
		action: () => 'Nothing is lost in the files. To see earlier epochs, open results.csv itself.',
		evidence: (first: string, last: string) => `epochs ${first} to ${last}`,
	},
	'process-crashed': {
		what: (reason: string) => `The training process crashed: ${reason}.`,
		why: () => 'A crash below Python comes from a native library (torch, CUDA, OpenCV, the driver) or broken memory, rarely from the script.',
		action: () => 'Run it again with `python -X faulthandler`, which shows where it crashed; look at the last lines above; try other versions of torch and the driver.',
	},
	'python-traceback': {
		what: (line: string) => `The training ended with a Python error: ${line}`,
		why: (place: string) => place === '' ? 'The output does not say where in the code it happened.' : `It happened in ${place}.`,
		action: () => 'Read the last line of the traceback first, then the named line of code; the lines before it in the log show what it was doing.',
	},
};

/** What each of these rules recognises, and by what: one sentence for the documentation, which alone loads them. */
export const programMeanings = {
	'container-start-failed': 'The engine could not start the container and nothing more is known than its own words.',
	'command-not-found': 'The program of the container\'s command does not exist in the image: the runtime\'s or the shell\'s report, or exit code 127.',
	'bad-argument': 'The training program refused its command line.',
	'module-missing': 'Python cannot import a module or a shared library that a module needs.',
	'requirements-unmet': 'The framework\'s check of its requirements failed to install something; the training continues without it.',
	'auxiliary-branch': 'train.py of YOLOv9 with a model that train_dual.py is for: an AttributeError in its loss.',
	'main-guard-missing': 'On Windows or macOS the workers run the script from its beginning, because its main part is not guarded: Python\'s message about the bootstrapping phase.',
	'ranks-stuck': 'The processes of several GPUs waited for each other until NCCL\'s timeout.',
	'output-incomplete': 'The log holds one of the two streams only: rows without bars, or bars without rows.',
	'epochs-left-out': 'The run has more epochs than yolotop keeps, which is 10,000.',
	'process-crashed': 'The training process crashed outside of Python: a segmentation fault, an abort or another fault, by the shell\'s report or the exit code 132, 134, 136 or 139.',
	'python-traceback': 'The training ended with a Python exception that no other rule knows: its last line and the last frame in the user\'s own files.',
};
