// Says in a sentence why the checkout in the current directory is not ready to be released, and fails then.
import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import process from 'node:process';

/** The reason, with what to do about it; undefined when it is ready. */
function whyNotReady() {
	const {version} = JSON.parse(readFileSync('package.json', 'utf8'));
	const {status, stdout} = spawnSync('git', ['status', '--porcelain'], {encoding: 'utf8'});
	if (status !== 0) {
		return 'git does not know this directory, so nobody could say later what was released. Release from a clone.';
	}

	if (stdout !== '') {
		return `There are changes that are not committed. Commit or remove them first:\n${stdout.trimEnd()}`;
	}

	const lines = readFileSync('changelog.md', 'utf8').split('\n');
	return lines.some(line => line === `## ${version}` || line.startsWith(`## ${version} `))
		? undefined
		: `changelog.md has no section for ${version}. Add “## ${version} – DATE” with what is new, or correct the version in package.json.`;
}

const reason = whyNotReady();
if (reason !== undefined) {
	process.stderr.write(`No release: ${reason}\n`);
	process.exitCode = 1;
}
