import {describe, expect, test} from 'vitest';
import {announcedDirectory} from '../../source/cluster/job-run.ts';
import {
	findScriptTraining,
	replaceTraining,
	scriptOf,
	startDirectories,
} from '../../source/cluster/job-script.ts';

const head = '#!/bin/bash\n#SBATCH --gres=gpu:1\n#SBATCH --output=%x.out  # python train.py is not here\n';

describe('the training of a script', () => {
	test.each([
		['plain', 'python train.py --data coco.yaml\n', 'python R\n'],
		['behind srun', 'srun --cpu-bind=none python train.py --data coco.yaml\necho rest\n', 'srun --cpu-bind=none python R\necho rest\n'],
		['in a container of Apptainer', 'srun apptainer exec --nv /img/yolo.sif python train.py --data coco.yaml\n', 'srun apptainer exec --nv /img/yolo.sif python R\n'],
		['in a container of Pyxis', 'srun --container-image=ultralytics/ultralytics --container-mounts=/data:/data yolo train data=coco.yaml epochs=3', 'srun --container-image=ultralytics/ultralytics --container-mounts=/data:/data python R'],
		['over several lines', 'srun python train.py \\\n  --data coco.yaml \\\n  --epochs 3\n', 'srun python R\n'],
		['with its output elsewhere', 'python train.py --data coco.yaml > log.txt 2>&1\n', 'python R > log.txt 2>&1\n'],
		['in a pipe', 'python train.py --data coco.yaml 2>&1 | tee log.txt\n', 'python R 2>&1 | tee log.txt\n'],
		['before others', 'cd yolov5 && python train.py --data coco.yaml && python val.py\n', 'cd yolov5 && python R && python val.py\n'],
		['with a comment', 'python train.py --data coco.yaml # the good one\n', 'python R # the good one\n'],
		['after what is no training', 'module load cuda/12\nsource venv/bin/activate\npython prepare.py\npython train.py --data coco.yaml\n', 'module load cuda/12\nsource venv/bin/activate\npython prepare.py\npython R\n'],
		['in a loop', 'for seed in 1 2; do\n\tpython train.py --data coco.yaml --seed $seed\ndone\n', 'for seed in 1 2; do\n\tpython R\ndone\n'],
	])('%s', (_, body, expected) => {
		const script = head + body;
		const found = findScriptTraining(script)!;
		expect(replaceTraining(script, found, ['python', 'R'])).toBe(head + expected);
	});

	test.each(['', 'echo hello\n', '# python train.py\n', 'python detect.py --source x\n', 'cat <<E\npython\nE\n'])('there is none in %j', body => {
		expect(findScriptTraining(head + body)).toBeUndefined();
	});

	test('knows its words and where it is started', () => {
		const found = findScriptTraining('cd $SLURM_SUBMIT_DIR\ncd /opt/yolov5\ncd sub\nsrun python train.py --name "a b"\n')!;
		expect(found.words).toEqual(['python', 'train.py', '--name', 'a b']);
		expect(startDirectories('/home/ann', found.directories)).toEqual(['/opt/yolov5/sub', '/opt/yolov5', '/home/ann']);
		expect(startDirectories(undefined)).toEqual(['/']);
	});

	test('new words are quoted, and a variable is left to the script', () => {
		const found = findScriptTraining('python train.py\n')!;
		expect(replaceTraining('python train.py\n', found, ['python', 'train.py', '--resume', '/runs/a b\'s/last.pt', '--data', '$DATA/x "y".yaml'])).toBe(String.raw`python train.py --resume '/runs/a b'\''s/last.pt' --data "$DATA/x \"y\".yaml"` + '\n');
		expect(scriptOf(['python', 'train.py', '--name', 'a b'], {A: '1 2'})).toBe('#!/bin/bash\nexport A=\'1 2\'\nexec python train.py --name \'a b\'\n');
	});
});

test.each([
	['Logging results to \u{1B}[1mruns/train/exp7\u{1B}[0m\nStarting training for 3 epochs...\n', 'runs/train/exp7'],
	['srun: job 3 queued\n', undefined],
	['', undefined],
])('the run that an output names: %j', (text, directory) => {
	expect(announcedDirectory(new TextEncoder().encode(text))).toBe(directory);
});
