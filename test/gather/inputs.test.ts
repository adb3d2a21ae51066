import {
	mkdirSync,
	mkdtempSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	afterAll,
	beforeAll,
	expect,
	test,
} from 'vitest';
import {parseRunFlags} from '../../source/plan/parse-run-flags.ts';
import {parseTrainingCommand} from '../../source/training/command-line.ts';
import {checkInputs} from '../../source/checks/preflight/checks.ts';
import {findInputs, hasFont} from '../../source/gather/inputs.ts';

let host = '';

beforeAll(() => {
	host = mkdtempSync(path.join(tmpdir(), 'yolotop-inputs-'));
	const files = [
		'yolov5/train.py',
		'yolov5/here.yaml',
		'yolov5/data/mydata.yaml',
		'yolov5/data/coco128.yaml',
		'yolov5/data/hyps/hyp.own.yaml',
		'yolov5/models/yolov5s.yaml',
		'yolov5/models/hub/deep.yaml',
		'yolov5/data/twice.yaml',
		'yolov5/models/twice.yaml',
		'yolov5/data/.hidden/secret.yaml',
		'yolov5/runs/train/exp/weights/best.pt',
		'yolov5/Arial.ttf',
		'bare/train.py',
		'full/data/images/0.jpg',
		'fonts/Arial.Unicode.ttf',
	];
	for (const file of files) {
		mkdirSync(path.dirname(path.join(host, file)), {recursive: true});
		writeFileSync(path.join(host, file), '');
	}

	for (let index = 1; index < 5100; index++) {
		writeFileSync(path.join(host, `full/data/images/${index}.jpg`), '');
	}

	symlinkSync('/only/in/the/container.yaml', path.join(host, 'yolov5/link.yaml'));
});

afterAll(() => {
	rmSync(host, {recursive: true});
});

const yolov5 = (words: string, directory = 'yolov5') => `-v HOST:/m -w /m/${directory} img python train.py ${words}`;

/** What the checks say of the files that a `run` names. */
async function codesOf(flags: string): Promise<readonly string[]> {
	const plan = parseRunFlags(flags.replaceAll('HOST', host).split(' '), {directory: '/host', environment: {}, readTextFile: () => ''});
	const training = parseTrainingCommand(plan.command);
	const directory = plan.workingDirectory ?? '/';
	const inputs = await findInputs(plan, training, directory);
	return checkInputs({
		plan, training, directory, inputs, isShell: false, names: [], busyPorts: [], missingSources: [], hasFont: await hasFont(plan, training, directory),
	}).map(({level, code}) => `${level} ${code}`);
}

test.each([
	['a file where the training starts', yolov5('--data here.yaml'), []],
	['one below data/', yolov5('--data mydata.yaml'), []],
	['the one of every manual', yolov5('--data coco128.yaml --weights yolov5s.pt --cfg yolov5s.yaml'), ['hint weights-download']],
	['hyperparameters two levels down', yolov5('--hyp hyp.own.yaml'), []],
	['the same with their folder', yolov5('--hyp hyps/hyp.own.yaml'), []],
	['a model in a folder of models/', yolov5('--cfg deep.yaml --data mydata.yaml'), []],
	['from another directory by the path of the script', '-v HOST:/m -w /m img python yolov5/train.py --data mydata.yaml', []],
	['for the segmentation, whose script lies one level down', '-v HOST:/m -w /m/yolov5 img python segment/train.py --data mydata.yaml', []],
	['several files of the name', yolov5('--data twice.yaml'), ['warning input-ambiguous']],
	['a hidden folder is not searched', yolov5('--data secret.yaml'), ['warning data-missing']],
	['nothing of the name', yolov5('--data nothing.yaml'), ['warning data-missing']],
	['an absolute path is not searched', yolov5('--data /m/yolov5/mydata.yaml'), ['warning data-missing']],
	['nothing, in a directory without data/', yolov5('--data mydata.yaml', 'bare'), ['warning data-missing']],
	['a data/ that holds the images: not known', yolov5('--data mydata.yaml', 'full'), []],
	['an address', yolov5('--data https://example.org/a.yaml --weights http://x/y.pt'), []],
	['a data set of ClearML', yolov5('--data clearml://1234.yaml'), []],
	['a link into the container', yolov5('--data link.yaml'), []],
	['a program in the image', '-v HOST:/m -w /usr/src/app img python train.py --data coco128.yaml', []],
	['a file in a volume of the engine', '-v named:/m -w /m img python train.py --data a.yaml', []],
	['weights of an earlier run', yolov5('--weights runs/train/exp/weights/best.pt'), []],
	['weights that are nowhere', yolov5('--weights runs/train/exp9/weights/best.pt'), ['warning weights-missing']],
	['weights without a name', ['-v', 'HOST:/m', '-w', '/m/yolov5', 'img', 'python', 'train.py', '--weights='].join(' '), []],
	['released weights in a folder', yolov5('--weights weights/yolov5m6.pt'), ['hint weights-download']],
	['a resume takes the rest from its run', yolov5('--resume runs/train/exp/weights/best.pt --data nothing.yaml'), []],
	['a resume of nothing', yolov5('--resume runs/train/exp9/weights/last.pt'), ['warning resume-missing']],
	['Ultralytics with a data set of its own', '-v HOST:/m -w /m img yolo detect train data=coco8.yaml model=yolo11n.pt', ['hint weights-download']],
	['Ultralytics with a model of its own', '-v HOST:/m -w /m img yolo train data=yolov5/here.yaml model=yolov8n.yaml', []],
	['Ultralytics with a file that is not there', '-v HOST:/m -w /m img yolo train data=nothing.yaml model=yolov8n.yaml', ['warning data-missing']],
	['without a network, with the font', `--network none ${yolov5('--data mydata.yaml --weights yolov5s.pt')}`, ['warning weights-offline']],
	['without a network and without the font', `--network none ${yolov5('--weights w.pt', 'bare')}`, ['warning weights-missing', 'warning font-offline']],
	['without a network, the font by its directory', `--network none -e YOLOV5_CONFIG_DIR=/m/fonts ${yolov5('--data here.yaml', 'bare').replace(' --data here.yaml', '')}`, []],
	['classification writes no names with a font', '--network none -v HOST:/m -w /m/bare img python classify/train.py --model /m/yolov5/runs/train/exp/weights/best.pt', []],
])('%s', async (_, flags, expected) => {
	expect(await codesOf(flags)).toEqual(expected);
});
