import {execFileSync} from 'node:child_process';
import process from 'node:process';
import {fileURLToPath} from 'node:url';

/** Before the first test that runs the built program: builds dist/ again, so that no test answers for an older program. */
export function setup(): void {
	execFileSync(process.execPath, ['esbuild.config.js'], {cwd: fileURLToPath(new URL('..', import.meta.url)), stdio: 'inherit'});
}
