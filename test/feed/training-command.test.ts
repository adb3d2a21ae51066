import {describe, expect, it} from 'vitest';
import {isTrainingCommand} from '../../source/feed/training-command.ts';

describe('isTrainingCommand', () => {
	it.each([
		'python train.py --data mydata.yaml',
		'python3 /mnt/3588/yolov5/train.py --img 640',
		'/opt/conda/bin/python -u segment/train.py --epochs 3',
		'python3.11 classify/train.py',
		'python -m torch.distributed.run --nproc_per_node 2 train.py --batch 64',
		'torchrun --nproc_per_node 2 train.py',
		'/bin/sh -c python train.py --epochs 3',
		'bash -c "cd yolov5 && python train.py"',
		'/usr/bin/python3 /usr/local/bin/yolo detect train data=coco8.yaml',
		'python3 -m yolov5.segment.train --epochs 3',
		'python -u -m train',
		'yolo train model=yolo11n.pt',
		'yolo task=detect mode=train data=x.yaml',
		'yolo segment train resume model=runs/segment/train/weights/last.pt',
	])('%s', command => {
		expect(isTrainingCommand(command)).toBe(true);
	});

	it.each([
		'python detect.py --weights best.pt',
		'python val.py',
		'python -m retrain',
		'python -m pytest train',
		'python my_train.py',
		'vim train.py',
		'less /yolov5/train.py',
		'grep -rn epochs train.py',
		'yolo detect predict source=train',
		'yolo val model=train/weights/best.pt',
		'python retrain.pyc',
		'python train.python',
		'bash',
		'',
	])('not %s', command => {
		expect(isTrainingCommand(command)).toBe(false);
	});
});
