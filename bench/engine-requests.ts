import {mkdtemp, rm} from 'node:fs/promises';
import {createServer, connect} from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import type Dockerode from 'dockerode';
import {connectEngine} from '../source/engine/connect.ts';
import type {Engine} from '../source/engine/engine.ts';
import {engineSocket, startPython} from './bench-container.ts';
import {engineSeconds} from './engine-processes.ts';
import {formatMs, type Row, type Section} from './report.ts';
import {runInTerminal} from './terminal-run.ts';

const watchedSeconds = 20;

/** A run with an epoch every five seconds and a bar that moves ten times a second, in the directory of the first argument. */
const program = String.raw`
import os, sys, time
run = sys.argv[1] + "/exp"
os.makedirs(run + "/weights", exist_ok=True)
def out(text):
    sys.stdout.write(text); sys.stdout.flush()
open(run + "/opt.yaml", "w").write("epochs: 300\n")
out("YOLOv5 v7.0-0-g915bbf294 Python-3.10.12 torch-2.1.0 CUDA:0 (Tesla T4, 15102MiB)\n\nLogging results to " + run + "\nStarting training for 300 epochs...\n")
table = open(run + "/results.csv", "w")
table.write("epoch,train/box_loss,metrics/mAP_0.5,metrics/mAP_0.5:0.95\n")
for epoch in range(300):
    out("\n      Epoch    GPU_mem   box_loss   obj_loss   cls_loss  Instances       Size\n")
    for batch in range(1, 51):
        out("\r%11s%11s%11s%11s%11s%11s%11s: %3d%%|%-10s| %d/50 [00:%02d<00:05,  10it/s]" % ("%d/299" % epoch, "1.03G", "0.05", "0.03", "0.011", batch, "640", batch * 2, "#" * (batch // 5), batch, batch // 10))
        time.sleep(0.1)
    table.write("%d,0.05,0.5,0.4\n" % epoch); table.flush()
    open(run + "/weights/last.pt", "w").write("x" * 1000)
`;

const kinds = {
	ping: /^GET \/_ping/,
	version: /^GET \/version/,
	info: /^GET \/info/,
	'list of containers': /^GET \/containers\/json/,
	inspect: /^GET \/containers\/[^/]+\/json/,
	top: /\/top\b/,
	logs: /\/logs\b/,
	attach: /\/attach\b/,
	events: /^GET \/events/,
	stats: /\/stats\b/,
	'HEAD of a file': /^HEAD \/containers\/[^/]+\/archive/,
	'GET of a file': /^GET \/containers\/[^/]+\/archive/,
	exec: /^POST \/containers\/[^/]+\/exec/,
	'start of an exec': /^POST \/exec/,
	'inspect of an exec': /^GET \/exec/,
} as const;

type Kind = keyof typeof kinds;

/** A socket in front of the engine that counts what it is asked; each request has a connection of its own. */
async function createCountingSocket(socketPath: string) {
	const directory = await mkdtemp(path.join(tmpdir(), 'yolotop-bench-'));
	const own = path.join(directory, 'docker.sock');
	let counts = new Map<Kind | 'other', number>();
	const server = createServer(client => {
		const upstream = connect(socketPath);
		client.once('data', (bytes: Uint8Array) => {
			const [line = ''] = String(bytes).split('\r\n', 1);
			const kind = (Object.keys(kinds) as Kind[]).find(name => kinds[name].test(line.replace(/ \/v[\d.]+\//, ' /'))) ?? 'other';
			counts.set(kind, (counts.get(kind) ?? 0) + 1);
		});
		const end = () => {
			client.destroy();
			upstream.destroy();
		};

		client.pipe(upstream).on('error', end);
		upstream.pipe(client).on('error', end);
	});
	await new Promise<void>(resolve => {
		server.listen(own, resolve);
	});
	return {
		host: `unix://${own}`,
		/** What was asked since the last call. */
		take() {
			const taken = counts;
			counts = new Map();
			return taken;
		},
		async close() {
			server.close();
			await rm(directory, {recursive: true, force: true});
		},
	};
}

/** Milliseconds of the engine for one request of each kind that ends by itself; empty for an engine of another machine. */
async function pricesOf(engine: Engine, id: string, file: string): Promise<ReadonlyMap<Kind, number>> {
	const calls: ReadonlyArray<readonly [kind: Kind, count: number, call: () => Promise<unknown>]> = [
		['inspect', 60, async () => engine.inspectContainer(id)],
		['top', 12, async () => engine.topProcesses(id)],
		['HEAD of a file', 60, async () => engine.statFile(id, file)],
		['GET of a file', 12, async () => engine.readFile(id, file)],
		['exec', 12, async () => engine.exec(id, ['true'])],
		['stats', 4, async () => engine.readStats(id)],
	];
	const prices = new Map<Kind, number>();
	for (const [kind, count, call] of calls) {
		const before = engineSeconds(id);
		for (let index = 0; index < count; index++) {
			await call();
		}

		const after = engineSeconds(id);
		if (before !== undefined && after !== undefined) {
			prices.set(kind, (after - before) * 1000 / count);
		}
	}

	return prices;
}

function textOf(counts: ReadonlyMap<Kind | 'other', number>, perMinute: number): string {
	const parts = [...counts].toSorted(([, one], [, other]) => other - one).map(([kind, count]) => `${Math.round(count * perMinute)} ${kind}`);
	return parts.length === 0 ? 'nothing' : parts.join(', ');
}

function totalMs(counts: ReadonlyMap<Kind | 'other', number>, prices: ReadonlyMap<Kind, number>): number {
	return [...counts].reduce((sum, [kind, count]) => sum + (count * (prices.get(kind as Kind) ?? 0)), 0);
}

/** What is asked of the engine to show a training, at the start and while it is watched, and what that costs it. */
export async function measureEngineRequests(cli: string, docker: Dockerode): Promise<Section> {
	const counting = await createCountingSocket(engineSocket());
	const rows: Row[] = [];
	try {
		for (const [what, directory] of [['whose run is on a mount of this machine', '/shared/runs'], ['whose run is in its own layer', '/tmp/runs']] as const) {
			const container = await startPython(docker, 'requests', program, [directory]);
			const engine = await connectEngine({signal: AbortSignal.timeout(60_000)});
			try {
				await delay(6000);
				const prices = await pricesOf(engine, container.container.id, `${directory}/exp/results.csv`);
				counting.take();
				const run = runInTerminal(process.execPath, [cli, container.name], {environment: {DOCKER_HOST: counting.host}});
				await run.until(text => text.includes('/300'));
				const first = counting.take();
				await delay(8000);
				counting.take();
				await delay(watchedSeconds * 1000);
				const watched = counting.take();
				await run.end();
				const perMinute = 60 / watchedSeconds;
				const timed = (watched.get('top') ?? 0) + (watched.get('exec') ?? 0);
				const gets = watched.get('GET of a file') ?? 0;
				const isOnMount = directory.startsWith('/shared');
				rows.push(
					...(isOnMount ? [...prices].map(([kind, ms]): Row => ({what: `one ${kind}`, value: `${formatMs(ms)} of the engine`})) : []),
					{what: `to the first picture of a training ${what}`, value: textOf(first, 1)},
					{
						what: `in a minute of watching a training ${what}`,
						value: `${textOf(watched, perMinute)}: ${formatMs(totalMs(watched, prices) * perMinute)} of the engine`,
						target: isOnMount ? 'no top, exec or GET' : 'no top or exec, GET only on change',
						isMet: timed === 0 && gets * perMinute <= (isOnMount ? 0 : 26),
					},
				);
			} finally {
				engine.close();
				await container.remove();
			}
		}
	} finally {
		await counting.close();
	}

	return {title: 'Asked of the engine', note: `A bar that moves ten times a second, an epoch every five seconds, watched for ${watchedSeconds} s. Streams count once.`, rows};
}
