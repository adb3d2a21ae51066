// Builds the container image and starts it once: `npm run image -- [BASE] [NAME]`. BASE is an image with Node, NAME the name of the
// result, which also gets the version as a tag.
import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const root = path.resolve(import.meta.dirname, '../..');
const [base, name = 'yolotop'] = process.argv.slice(2);
const {version} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/** Gives what the command prints, unless `output` sends it elsewhere. */
function docker(words, output = 'pipe') {
	const {status, stdout, error} = spawnSync('docker', words, {cwd: root, encoding: 'utf8', stdio: ['ignore', output, 'inherit']});
	if (error !== undefined) {
		throw new Error(`the docker command does not start (${error.code}). Install it first.`);
	}

	if (status !== 0) {
		throw new Error(`docker ${words[0]} failed. What it says is above.`);
	}

	return stdout;
}

try {
	docker(['build', ...(base === undefined ? [] : ['--build-arg', `BASE=${base}`]), '--tag', `${name}:${version}`, '--tag', `${name}:latest`, '.'], process.stderr);
	// Without network and without a socket: all that it needs must be inside.
	const answer = docker(['run', '--rm', '--network', 'none', '--read-only', `${name}:${version}`, '--version']);
	if (!answer.startsWith(`yolotop ${version}\n`)) {
		throw new Error(`it answers “${answer.trim()}” when it is asked for its version, not “yolotop ${version}”.`);
	}

	process.stdout.write(`${name}:${version} and ${name}:latest, with ${answer.split('\n', 2)[1]}\n`);
} catch (error) {
	process.stderr.write(`No image: ${error.message}\n`);
	process.exitCode = 1;
}
