// Makes the pictures of the readmes from the built program in a terminal emulator: npm run pictures. The demo and recordings of
// test/recordings are shown. Chinese needs a font that has it, such as WenQuanYi Micro Hei or Noto Sans
// Mono CJK. Names on the command line make only those pictures.
import {
	copyFileSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import {createServer, type Server} from 'node:http';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {gunzipSync} from 'node:zlib';
import {Resvg} from '@resvg/resvg-js';
import type xterm from '@xterm/headless';
import {lightPicture, type PictureColors} from '../source/screen/picture/svg-picture.ts';
import {animateScreens, type TimedPicture} from './animation.ts';
import {type PtyProgram, startProgram} from './pty-program.ts';
import {drawTerminalPicture} from './terminal-picture.ts';

const folder = import.meta.dirname;
const recordings = path.join(folder, '../test/recordings');

function save(name: string, terminal: xterm.Terminal, colors?: PictureColors): void {
	const svg = drawTerminalPicture(terminal, colors);
	const image = new Resvg(svg, {font: {loadSystemFonts: true, defaultFontFamily: 'DejaVu Sans Mono'}, fitTo: {mode: 'zoom', value: 1.25}});
	writeFileSync(path.join(folder, `${name}.png`), image.render().asPng());
	console.log(name);
}

async function withProgram(program: PtyProgram, use: (program: PtyProgram) => Promise<void>): Promise<void> {
	try {
		await use(program);
	} finally {
		program.end();
	}
}

/** The screens of one training, one after the other, once the history of its machine is full. */
async function screens(): Promise<void> {
	await withProgram(startProgram(['demo', '--epochs', '60', '--speed', '1.5'], 120, 36), async program => {
		const {terminal, see, press, resize} = program;
		await see(/Epoch 2\d\/60[\s\S]*Batch (?:[2-4]\d)\/55/);
		save('overview', terminal);
		resize(40, 10);
		await see(/^. demo +\d+\/60/);
		save('small', terminal);
		resize(120, 36);
		press('2');
		await see(/─ Figures/);
		save('charts', terminal);
		press('4');
		await see(/q detach[^\n]*search/);
		save('logs', terminal);
		press('1L');
		await see(/轮次 \d+\/60[\s\S]*批次 (?:[2-4]\d)\/55/);
		save('overview-zh', terminal);
		press('2');
		await see(/─ 指标/);
		save('charts-zh', terminal);
	});
}

async function lightTheme(): Promise<void> {
	await withProgram(startProgram(['demo', '--epochs', '60', '--speed', '1.5', '--theme', 'light'], 120, 36), async ({terminal, see}) => {
		await see(/Epoch 2\d\/60[\s\S]*Batch (?:[2-4]\d)\/55/);
		save('light', terminal, lightPicture);
	});
}

/** The machine of the demo, after as long as its histories need. */
async function resources(): Promise<void> {
	await withProgram(startProgram(['demo', '--epochs', '300', '--speed', '2'], 120, 36), async ({terminal, see, press}) => {
		await see(/Epoch \d+\/300/);
		press('5');
		await see(/GPU 0[\s\S]*⣿{36}/);
		save('resources', terminal);
	});
}

/** A training that is held in the middle of an epoch, with a whole checkpoint of the epoch before; the one of the tests stands in for train.py. */
async function stop(): Promise<void> {
	const made = mkdtempSync(path.join(tmpdir(), 'yolotop-pictures-'));
	const gate = path.join(made, 'gate');
	copyFileSync(path.join(folder, '../test/docker/yolo-trainer.py'), path.join(made, 'train.py'));
	writeFileSync(path.join(made, 'mydata.yaml'), 'train: images\nval: images\nnc: 4\nnames: [Vest, helmet, noHelmet, noVest]\n');
	const epoch = 18;
	writeFileSync(gate, String(((epoch - 1) * 6) + 4));
	const words = 'run --local --yes -- python3 train.py --data mydata.yaml --weights yolov5n.pt --epochs 40 --batch-size 4 --workers 2 --device cpu'.split(' ');
	const environment = Object.fromEntries([['HOME', made], ['TRAINER_GATE', gate], ['TRAINER_SPEED', '3'], ['TRAINER_SAVE_SECONDS', '0.1']]);
	try {
		await withProgram(startProgram(words, 120, 36, environment, made), async ({terminal, see, press}) => {
			await see(/Epoch 18\/40[\s\S]*Batch 4\/6/);
			press('s');
			await see(/after this epoch: nothing is lost/);
			await see(/The last checkpoint is/);
			save('stop', terminal);
			press('n');
			await see(/interrupted/);
		});
	} finally {
		rmSync(made, {recursive: true, force: true});
	}
}

/** A folder with run directories as a training leaves them, and the output of one. */
function makeRuns(): string {
	const made = mkdtempSync(path.join(tmpdir(), 'yolotop-pictures-'));
	for (const [index, [name, secondsAgo]] of ([['mid-detect-tty', 266_000], ['v7-segment-tty', 95_000], ['v7-detect-tty', 30_000], ['long-mid-tty-320ep', 2400]] as const).entries()) {
		const run = path.join(made, 'runs/train', `exp${index === 0 ? '' : index + 1}`);
		mkdirSync(run, {recursive: true});
		for (const file of ['results.csv', 'opt.yaml']) {
			const copy = path.join(run, file);
			copyFileSync(path.join(recordings, name, file), copy);
			const writtenAt = (Date.now() / 1000) - secondsAgo;
			utimesSync(copy, writtenAt, writtenAt);
		}
	}

	writeFileSync(path.join(made, 'train.log'), gunzipSync(readFileSync(path.join(recordings, 'long-mid-tty-320ep/stream.raw.gz'))));
	return made;
}

/** An engine without a container. */
function emptyEngine(): Server {
	return createServer((request, response) => {
		const isList = request.url?.includes('/json') ?? false;
		response.writeHead(200, {'content-type': 'application/json', 'api-version': '1.47'});
		response.end(isList ? '[]' : JSON.stringify(Object.fromEntries([['ApiVersion', '1.47'], ['MinAPIVersion', '1.24'], ['Version', '27.3.1'], ['Os', 'linux'], ['Arch', 'amd64']])));
	});
}

/** What a training has left. The engine that is asked has nothing, so that nothing of the machine that makes this picture is on it. */
async function finished(): Promise<void> {
	const made = makeRuns();
	const socket = path.join(made, 'engine.sock');
	const engine = emptyEngine().listen(socket);
	const environment = {DOCKER_HOST: `unix://${socket}`};
	try {
		await withProgram(startProgram(['train.log'], 120, 36, environment, made), async ({terminal, see, press}) => {
			await see(/finished/);
			press('3');
			// The overview has a panel of classes, too.
			await see(/P and R of each[\s\S]*noHelmet/);
			save('classes', terminal);
			press('L');
			await see(/各类别的 P 与 R/);
			save('classes-zh', terminal);
		});
		await withProgram(startProgram(['runs/train/exp4'], 120, 36, environment, made), async ({terminal, see, press}) => {
			await see(/finished/);
			press('6');
			// The whole frame, when nothing is looked for any more.
			await see(/^(?![\s\S]*Looking for)[\s\S]*newest first[\s\S]*exp4[\s\S]*320\/320[\s\S]*directory/);
			await delay(500);
			save('runs', terminal);
		});
	} finally {
		engine.close();
		rmSync(made, {recursive: true, force: true});
	}
}

/** Real frames of a few seconds: a training, its screens, a stop that loses nothing, and the resume. */
async function animation(): Promise<void> {
	await withProgram(startProgram(['demo', '--epochs', '40', '--speed', '8'], 110, 32), async ({terminal, see, press}) => {
		const frames: TimedPicture[] = [];
		/** What is to be read stays longer. */
		const take = async (what: RegExp, seconds = 0.8) => {
			await see(what);
			frames.push({picture: drawTerminalPicture(terminal), seconds});
		};

		for (const epoch of [3, 7, 11]) {
			// A machine with much to do may miss a frame; the one of the next epoch is as good.
			await take(new RegExp(`Epoch (?:${epoch}|${epoch + 1}|${epoch + 2})/40`));
		}

		press('2');
		await take(/─ Figures/, 1.6);
		press('3');
		await take(/P and R of each/, 1.6);
		press('1');
		await take(/Batch[\s\S]*Losses/);
		press('s');
		await take(/after this epoch: nothing is lost/, 2.4);
		press('\r');
		await take(/Stopped: last\.pt is whole/, 2.4);
		press('r');
		await take(/Resume this run\?[\s\S]*y +> resume/, 2.4);
		press('\r');
		await take(/● training +demo-resume[\s\S]*Batch/, 1.6);
		await take(/↻[\s\S]*Batch (?:[2-4]\d)\/55/, 1.6);
		writeFileSync(path.join(folder, 'yolotop.svg'), animateScreens(frames));
		console.log('yolotop.svg');
	});
}

const makers = {
	screens, light: lightTheme, resources, stop, finished, animation,
};
const wanted = process.argv.slice(2);
for (const [name, make] of Object.entries(makers)) {
	if (wanted.length === 0 || wanted.includes(name)) {
		await make();
	}
}
