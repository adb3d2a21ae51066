// Makes out/yolotop: one file that runs on a machine without Node, for the system it is built on. The program is put into
// a copy of the Node executable that runs this script. Source: Node's documentation, "Single executable applications".
import {spawnSync} from 'node:child_process';
import {
	chmod,
	copyFile,
	mkdir,
	mkdtemp,
	readdir,
	rm,
	writeFile,
} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';

/** Both steps talk a lot on standard error when all is well, so it is shown only when they fail. */
function runNode(words) {
	const {status, stderr} = spawnSync(process.execPath, words, {encoding: 'utf8'});
	if (status !== 0) {
		throw new Error(`node ${words[0]} failed: ${stderr}`);
	}
}

const output = path.resolve(process.argv[2] ?? 'out/yolotop');
const temporary = await mkdtemp(path.join(tmpdir(), 'yolotop-executable-'));
try {
	const names = await readdir('dist');
	const assets = Object.fromEntries(names.filter(name => /\.c?js$/.test(name)).map(name => [name, path.resolve('dist', name)]));
	const configuration = path.join(temporary, 'sea.json');
	const blob = path.join(temporary, 'program.blob');
	await writeFile(configuration, JSON.stringify({
		main: path.resolve(import.meta.dirname, 'executable-start.cjs'), output: blob, disableExperimentalSEAWarning: true, assets,
	}));
	runNode(['--experimental-sea-config', configuration]);
	await mkdir(path.dirname(output), {recursive: true});
	await rm(output, {force: true});
	await copyFile(process.execPath, output);
	await chmod(output, 0o755);
	runNode([
		path.join(path.dirname(createRequire(import.meta.url).resolve('postject/package.json')), 'dist/cli.js'),
		output,
		'NODE_SEA_BLOB',
		blob,
		'--sentinel-fuse',
		'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2',
	]);
} finally {
	await rm(temporary, {recursive: true, force: true});
}
