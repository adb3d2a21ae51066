import {execFileSync, spawn} from 'node:child_process';
import {createWriteStream, readFileSync} from 'node:fs';
import {
	appendFile,
	chmod,
	mkdir,
	mkdtemp,
	open,
	rm,
	symlink,
	writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {pipeline} from 'node:stream/promises';
import {Readable} from 'node:stream';
import {createGzip} from 'node:zlib';
import {setTimeout as delay} from 'node:timers/promises';
import {
	formatMegabytes,
	formatMs,
	type Row,
	type Section,
} from './report.ts';
import {processorMs, runInTerminal} from './terminal-run.ts';

const maxBytes = 250e6;
const limitMs = 60_000;
const header = 'epoch,train/box_loss,train/obj_loss,train/cls_loss,metrics/precision,metrics/recall,metrics/mAP_0.5,metrics/mAP_0.5:0.95,val/box_loss,val/obj_loss,val/cls_loss,x/lr0,x/lr1,x/lr2\n';
const rowOf = (epoch: number) => `${[epoch, ...'0.1,0.02,0.03,0.5,0.4,0.6,0.3,0.1,0.02,0.03,0.01,0.01,0.01'.split(',')].map(cell => String(cell).padStart(20)).join(',')}\n`;
const rowsFrom = (first: number, count: number) => Array.from({length: count}, (_, index) => rowOf(first + index)).join('');

/** Runs a program, and prints what it needed behind its answer. Source: getrusage(2): the largest resident set of a child in kB. */
const measuring = String.raw`
import resource, subprocess, sys, time
begin = time.time()
try:
    code = subprocess.run(sys.argv[1:], timeout=${limitMs / 1000}).returncode
except subprocess.TimeoutExpired:
    code = "none"
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print("\nMEASURED", code, used.ru_maxrss * 1024, (used.ru_utime + used.ru_stime) * 1000, (time.time() - begin) * 1000)
`;

type Answer = {readonly isAnswered: boolean; readonly bytes: number; readonly processorTimeMs: number; readonly ms: number; readonly sentence: string};

async function ask(words: readonly string[], environment: Readonly<Record<string, string | undefined>>, input?: () => Iterable<string>): Promise<Answer> {
	const child = spawn('python3', ['-c', measuring, ...words], {env: {PATH: process.env.PATH, LANG: 'C.UTF-8', ...environment}, stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe']});
	let text = '';
	for (const stream of [child.stdout!, child.stderr!]) {
		stream.setEncoding('utf8').on('data', (piece: string) => {
			text += piece.slice(0, 100_000);
		});
	}

	if (input !== undefined) {
		// It may end before it has read all.
		pipeline(Readable.from(input()), child.stdin!).catch(() => undefined);
	}

	await new Promise(resolve => {
		child.once('close', resolve);
	});
	const [, code, bytes, processorTimeMs, ms] = /\nMEASURED (\S+) (\S+) (\S+) (\S+)/.exec(text) ?? [];
	const line = text.split('\n').find(one => !/^(?:MEASURED|\s*$|Target)/.test(one));
	return {
		isAnswered: code !== undefined && code !== 'none', bytes: Number(bytes), processorTimeMs: Number(processorTimeMs), ms: Number(ms), sentence: (line ?? '').replaceAll(/[\s|]+/g, ' ').slice(0, 120),
	};
}

function toRow(what: string, {isAnswered, bytes, processorTimeMs, ms, sentence}: Answer): Row {
	return {
		what, value: `${formatMegabytes(bytes)}, ${formatMs(ms)}, processor ${formatMs(processorTimeMs)}: “${sentence}”`, target: '< 250 MB, an answer', isMet: isAnswered && bytes < maxBytes,
	};
}

/** A run in a folder of its own. */
async function makeRun(base: string, name: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
	const run = path.join(base, name);
	await mkdir(path.join(run, 'weights'), {recursive: true});
	for (const [file, text] of Object.entries({'opt.yaml': 'epochs: 300\n', ...files})) {
		await writeFile(path.join(run, file), text);
	}

	return run;
}

/** The screen of a table that grows by 10,000 rows a second: memory, processor time, and how soon a key and SIGINT are answered. */
async function measureGrowing(cli: string, base: string): Promise<readonly Row[]> {
	const run = await makeRun(base, 'growing', {'results.csv': header + rowsFrom(0, 50_000)});
	const controller = new AbortController();
	const writing = (async () => {
		for (let first = 50_000; !controller.signal.aborted; first += 1000) {
			await appendFile(path.join(run, 'results.csv'), rowsFrom(first, 1000));
			await delay(100);
		}
	})();
	const screen = runInTerminal(process.execPath, [cli, run], {environment: {HOME: base}});
	try {
		await screen.until(text => text.includes('300'));
		const [begin, before] = [performance.now(), processorMs(screen.pid)];
		await delay(20_000);
		const share = (processorMs(screen.pid) - before) / (performance.now() - begin);
		screen.clear();
		const pressed = performance.now();
		screen.write('?');
		const keyMs = await screen.until(text => text.length > 300, pressed, limitMs);
		const bytes = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${screen.pid}/status`, 'utf8'))![1]) * 1024;
		const sent = performance.now();
		process.kill(screen.pid, 'SIGINT');
		await screen.exited;
		const endMs = performance.now() - sent;
		return [{
			what: 'results.csv that grows by 10,000 rows a second, on the screen', value: `${formatMegabytes(bytes)}, ${Math.round(share * 100)} % of a core, a key after ${formatMs(keyMs)}, SIGINT after ${formatMs(endMs)}`, target: '< 250 MB, < 50 %, < 1.5 s', isMet: bytes < maxBytes && share < 0.5 && keyMs < 1500 && endMs < 1500,
		}];
	} finally {
		controller.abort();
		await writing;
		await screen.end();
	}
}

/** The files of a run as nobody means them, each with how it is asked for. */
async function fileRows(cli: string, base: string): Promise<readonly Row[]> {
	const status = async (target: string, input?: () => Iterable<string>) => ask([process.execPath, cli, 'status', target], {HOME: base}, input);
	const rows: Row[] = [];
	const piece = 'x'.repeat(1_000_000);
	const gigabyte = function * () {
		for (let count = 0; count < 1000; count++) {
			yield piece;
		}
	};

	rows.push(toRow('a line of 1 GB, from a pipe', await status('-', gigabyte)));
	const bomb = path.join(base, 'train.log.gz');
	await pipeline(Readable.from(gigabyte()), createGzip(), createWriteStream(bomb));
	rows.push(toRow('a gzip file of 1 MB that unpacks to 1 GB', await status(bomb)));
	await rm(bomb);
	const aliases = `epochs: 3\na0: &a0 [x, x, x, x, x, x, x, x, x]\n${Array.from({length: 20}, (_, index) => `a${index + 1}: &a${index + 1} [${Array.from({length: 9}, () => `*a${index}`).join(', ')}]\n`).join('')}`;
	rows.push(
		toRow('opt.yaml whose aliases multiply', await status(await makeRun(base, 'aliases', {'opt.yaml': aliases}))),
		toRow('results.csv of 232,000 rows', await status(await makeRun(base, 'long', {'results.csv': header + rowsFrom(0, 232_000)}))),
	);
	const odd = await makeRun(base, 'odd', {});
	execFileSync('mkfifo', [path.join(odd, 'results.csv')]);
	await rm(path.join(odd, 'opt.yaml'));
	await symlink('/dev/zero', path.join(odd, 'opt.yaml'));
	await symlink('/dev/zero', path.join(odd, 'weights/last.pt'));
	rows.push(toRow('a pipe and devices under the names of run files', await status(odd)));
	const pickles: ReadonlyArray<readonly [string, Uint8Array | string]> = [['opens dictionaries without an end', new Uint8Array(31 * (2 ** 20)).fill(0x7D)], ['doubles what is on top', new Uint8Array(31 * (2 ** 20)).fill(0x32)], ['has 10 GB of zeros', '']];
	for (const [kind, bytes] of pickles) {
		const run = await makeRun(base, 'crafted', {'results.csv': header + rowsFrom(0, 3), 'weights/last.pt': bytes});
		if (bytes.length === 0) {
			const handle = await open(path.join(run, 'weights/last.pt'), 'r+');
			await handle.truncate(10e9);
			await handle.close();
		}

		rows.push(toRow(`a last.pt that ${kind}, resumed`, await ask([process.execPath, cli, 'resume', run, '--dry-run'], {HOME: base})));
	}

	return rows;
}

async function directoryRows(cli: string, base: string): Promise<readonly Row[]> {
	const list = async (folder: string) => ask([process.execPath, cli, 'ls', '--runs', folder], {HOME: base});
	const links = await makeRun(base, 'links', {});
	await symlink('..', path.join(links, 'up'));
	await symlink('self', path.join(links, 'self'));
	await symlink(links, path.join(links, 'again'));
	const looped = toRow('links that lead round and round', await list(links));
	const many = path.join(base, 'many');
	for (let first = 0; first < 100_000; first += 1000) {
		await Promise.all(Array.from({length: 1000}, async (_, index) => mkdir(path.join(many, `exp${first + index}`), {recursive: true})));
	}

	await writeFile(path.join(many, 'exp99999', 'opt.yaml'), 'epochs: 3\n');
	return [toRow('100,000 run directories', await list(many)), looped];
}

async function surroundingRows(cli: string, base: string): Promise<readonly Row[]> {
	const run = await makeRun(base, 'plain', {'results.csv': header + rowsFrom(0, 3)});
	const closed = path.join(base, 'closed');
	await mkdir(closed);
	await chmod(closed, 0o555);
	await chmod(base, 0o755);
	const missing = path.join(base, 'missing');
	const asNobody = process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];
	const words = [process.execPath, cli, 'status', run];
	return [
		toRow('HOME=/proc', await ask(words, {HOME: '/proc'})),
		toRow('HOME that cannot be written, as an ordinary user', await ask([...asNobody, ...words], {HOME: closed})),
		toRow('HOME that is missing', await ask(words, {HOME: missing})),
		toRow('TERM unset', await ask([process.execPath, cli, run], {HOME: base, TERM: undefined})),
	];
}

/** What yolotop needs for input that nobody means to give it, and what it says. */
export async function measureAbsurd(cli: string): Promise<Section> {
	const base = await mkdtemp(path.join(tmpdir(), 'yolotop-absurd-'));
	try {
		return {
			title: 'Absurd input',
			note: 'Largest resident set, wall and processor time until the answer, and its first line.',
			rows: [...await fileRows(cli, base), ...await measureGrowing(cli, base), ...await directoryRows(cli, base), ...await surroundingRows(cli, base)],
		};
	} finally {
		await rm(base, {recursive: true, force: true});
	}
}
