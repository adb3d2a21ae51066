// Start-up: parts of packages that this program never or seldom reaches are taken out or loaded when they are called. Each
// change must still find the words it replaces; when a new version of a package has others, the build fails.
import {readFile} from 'node:fs/promises';
import path from 'node:path';

/** What a required name becomes: the module is loaded when something of it is used. */
const lazyRequire = name => `new Proxy(function(){},{get:(_,key)=>require(${name})[key],apply:(_,self,values)=>Reflect.apply(require(${name}),self,values)})`;

const changes = [
	{
		// The name of the program is given, so no package.json is looked for and none is corrected.
		file: /[/\\]meow[/\\]build[/\\]options\.js$/,
		replace: [['import { a as readPackageUpSync, n as normalizePackageData } from \'./dependencies.js\';', 'const readPackageUpSync = () => undefined, normalizePackageData = () => undefined;']],
	},
	{
		// These calls load tables of licences and a printer of source code; without a user the bundler leaves them out.
		file: /[/\\]meow[/\\]build[/\\]dependencies\.js$/,
		replace: [
			['var libExports = requireLib$1();', 'var libExports = /* @__PURE__ */ requireLib$1();'],
			['var normalizeExports = requireNormalize();', 'var normalizeExports = /* @__PURE__ */ requireNormalize();'],
			['const normalizePackageData = getDefaultExportFromCjs(', 'const normalizePackageData = /* @__PURE__ */ getDefaultExportFromCjs('],
		],
	},
	{
		// Only builds of images need sessions, which bring gRPC.
		file: /[/\\]dockerode[/\\]lib[/\\]docker\.js$/,
		replace: [['withSession = require(\'./session\')', `withSession = ${lazyRequire('\'./session\'')}`]],
	},
	{
		file: /[/\\]dockerode[/\\]lib[/\\]util\.js$/,
		replace: [
			['require(\'@balena/dockerignore\')', lazyRequire('\'@balena/dockerignore\'')],
			['require(\'tar-fs\')', lazyRequire('\'tar-fs\'')],
		],
	},
	{
		file: /[/\\]docker-modem[/\\]lib[/\\]modem\.js$/,
		replace: [['ssh = require(\'./ssh\')', `ssh = ${lazyRequire('\'./ssh\'')}`]],
	},
	{
		// The layout engine is inside the bundle as text; asking for the global fetch would load Node's whole HTTP client.
		file: /[/\\]yoga-wasm-base64-esm\.js$/,
		replace: [['"function"!=typeof fetch', '"function"!="none"']],
	},
];

export const leanPackages = {
	name: 'lean-packages',
	setup(bundle) {
		for (const {file, replace} of changes) {
			bundle.onLoad({filter: file}, async ({path: source}) => {
				let contents = await readFile(source, 'utf8');
				for (const [before, after] of replace) {
					if (!contents.includes(before)) {
						throw new Error(`${source} has changed: “${before}” is not there any more`);
					}

					contents = contents.replaceAll(before, () => after);
				}

				return {contents, loader: 'js', resolveDir: path.dirname(source)};
			});
		}

		// Packages measure with the same function as the program, which knows the common characters without a segmenter.
		bundle.onResolve({filter: /^string-width$/}, ({importer, resolveDir}) => resolveDir !== '' && importer.includes(`${path.sep}node_modules${path.sep}`)
			? {path: path.resolve(import.meta.dirname, '../source/format/string-width.ts')}
			: undefined);
	},
};
