import {expect, test} from 'vitest';
import {shortenCommand} from '../../source/format/short-command.ts';
import {shortenPath} from '../../source/format/short-path.ts';

test.each([
	['runs/train/exp12', 20, 'runs/train/exp12'],
	['/mnt/d/3588/yolov5/runs/train/exp12', 20, '…/runs/train/exp12'],
	['/mnt/d/3588/yolov5/runs/train/exp12/', 18, '…/runs/train/exp12'],
	['/mnt/d/3588/yolov5/runs/train/exp12', 17, '…/train/exp12'],
	['/mnt/d/3588/yolov5/runs/train/exp12', 7, '…/exp12'],
	['/mnt/d/3588/yolov5/runs/train/exp12', 4, 'exp…'],
	['/数据/安全帽检测/训练/第十二次实验', 18, '…/第十二次实验'],
	['averyveryverylongname', 8, 'averyve…'],
	['/', 0, ''],
])('of %s in %i columns stays %s', (path, columns, short) => {
	expect(shortenPath(path, columns)).toBe(short);
});

test('a path is short in plain ASCII, too', () => {
	expect(shortenPath('/mnt/d/3588/runs/exp12', 8, '~')).toBe('~/exp12');
});

test.each([
	['python train.py --epochs 3', 40, 'python train.py --epochs 3'],
	['/usr/bin/python3.11 /home/me/yolov5/train.py --data /home/me/data/mydata.yaml --weights /home/me/w/best.pt', 70, 'train.py --data mydata.yaml --weights best.pt'],
	['python -m torch.distributed.run --nproc_per_node 2 /w/train.py --data=/w/data/a.yaml', 40, 'train.py --data=a.yaml'],
	['/opt/venv/bin/yolo detect train data=/long/path/to/the/data/coco8.yaml', 60, 'yolo detect train data=coco8.yaml'],
	['/opt/a/very/long/path/train.sh --weights https://host/w.pt', 50, 'train.sh --weights https://host/w.pt'],
	['/opt/a/very/long/path/train.sh --weights https://host/w.pt', 12, 'train.sh --…'],
])('of the command %s in %i columns stays %s', (command, columns, short) => {
	expect(shortenCommand(command, columns)).toBe(short);
});
