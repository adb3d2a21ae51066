// Builds dist/: one ESM entry for the command line, a chunk for each part that is loaded only when it is used, packages that
// few runs need, the manual page and the licences of what is inside.
import {Buffer} from 'node:buffer';
import {
	chmod,
	readFile,
	rm,
	writeFile,
} from 'node:fs/promises';
import {build} from 'esbuild';
import {bundledInputs} from './build/bundled-text.js';
import {bundleOptions} from './build/bundle-options.js';
import {latePackageOptions} from './build/late-packages.js';
import {bundledPackages, thirdPartyNotices} from './build/third-party-notices.js';

await rm('dist', {recursive: true, force: true});
const [{metafile}, late] = await Promise.all([build(bundleOptions), build(latePackageOptions)]);
await chmod('dist/cli.js', 0o755);
await writeFile('dist/third-party-notices.txt', await thirdPartyNotices(await bundledPackages({...metafile.inputs, ...late.metafile.inputs, ...bundledInputs})));

const {outputFiles} = await build({
	stdin: {contents: 'export {manPage} from \'./source/cli/options/man-page.ts\'; export {loadWords} from \'./source/words/words.ts\';', resolveDir: import.meta.dirname}, bundle: true, format: 'esm', platform: 'node', write: false,
});
const {loadWords, manPage} = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
const {version} = JSON.parse(await readFile('package.json', 'utf8'));
await loadWords('en');
await writeFile('dist/yolotop.1', manPage(version, 'en'));
