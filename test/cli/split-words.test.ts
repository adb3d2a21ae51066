import {expect, test} from 'vitest';
import {splitWords} from '../../source/cli/split-words.ts';

const split = (line: string) => {
	const {own, rest} = splitWords(line.split(' ').filter(word => word !== ''));
	return [own.join(' '), rest.join(' ')];
};

test.each([
	['status yolo --json', 'status yolo --json', ''],
	['run img', 'run', 'img'],
	['--lang zh run img', '--lang zh run', 'img'],
	['--host run run img', '--host run run', 'img'],
	['run --gpus all --shm-size 16g -v /a:/b img python train.py --epochs 3 --device 0', 'run', '--gpus all --shm-size 16g -v /a:/b img python train.py --epochs 3 --device 0'],
	['run --dry-run --gpus all img', 'run --dry-run', '--gpus all img'],
	['run --gpus all --lang zh -y img', 'run --lang zh -y', '--gpus all img'],
	['run --config=my.yaml vest --dry-run', 'run --config=my.yaml --dry-run', 'vest'],
	['run vest --dry-run --yes python train.py --yes', 'run --dry-run --yes', 'vest python train.py --yes'],
	['run -h trainer -c ctx img', 'run -c ctx', '-h trainer img'],
	['run -it -p8080:80 -e A=1 img', 'run', '-it -p8080:80 -e A=1 img'],
	['run -itv /a:/b img', 'run', '-itv /a:/b img'],
	['run --device=/dev/x img -- python train.py', 'run', '--device=/dev/x img -- python train.py'],
	['run --gpus all -- img --plain', 'run', '--gpus all -- img --plain'],
	['run --slurm -c 4 --output=x.log --yes --gres=gpu:1 -- python train.py', 'run --slurm --yes', '-c 4 --output=x.log --gres=gpu:1 -- python train.py'],
	['run --slurm --time 5 job.sh --yes', 'run --slurm --yes', '--time 5 job.sh'],
	['run --local -- python train.py --plain', 'run --local', '-- python train.py --plain'],
	['run --local --plain python train.py --plain', 'run --local --plain', 'python train.py --plain'],
	['run --tensorboard img python train.py', 'run --tensorboard=', 'img python train.py'],
	['run --tensorboard=6007 img --tensorboard', 'run --tensorboard=6007 --tensorboard=', 'img'],
	['--tensorboard run img', '--tensorboard= run', 'img'],
	['run --no-color img', 'run --no-color', 'img'],
	['resume yolo --batch-size 8 -- python train.py --x', 'resume yolo --batch-size 8', 'python train.py --x'],
	['yolo -- x', 'yolo -- x', ''],
])('%s', (line, own, rest) => {
	expect(split(line)).toEqual([own, rest]);
});
