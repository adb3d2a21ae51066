// Start-up: parts of packages that this program never or seldom reaches are taken out or loaded when they are called. Each
// change must still find the words it replaces; when a new version of a package has others, the build fails.
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {askForBuiltins} from './builtin-modules.js';

/** What a required name becomes that is not in the bundle. */
const neverUsed = what => `new Proxy(function(){},{get(){throw new Error('${what}: not in this bundle')},apply(){throw new Error('${what}: not in this bundle')}})`;

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
			['promisify(execFile);', ''],
			['var normalizeExports = requireNormalize();', 'var normalizeExports = /* @__PURE__ */ requireNormalize();'],
			['const normalizePackageData = getDefaultExportFromCjs(', 'const normalizePackageData = /* @__PURE__ */ getDefaultExportFromCjs('],
		],
	},
	{
		// Only builds of images need sessions, which bring gRPC, and their output; yolotop builds none.
		file: /[/\\]dockerode[/\\]lib[/\\]docker\.js$/,
		replace: [
			['withSession = require(\'./session\')', `withSession = ${neverUsed('Sessions')}`],
			['require(\'./buildkit\')', neverUsed('Output of builds')],
		],
	},
	{
		// The same of archives of folders and their ignored files, and of their compression.
		file: /[/\\]dockerode[/\\]lib[/\\]util\.js$/,
		replace: [
			['require(\'@balena/dockerignore\')', neverUsed('Ignored files')],
			['require(\'tar-fs\')', neverUsed('Archives of folders')],
			['require(\'zlib\')', neverUsed('Compression')],
		],
	},
	{
		// The system's ssh is used. Node warns the person of the old reader of addresses where it is not below node_modules.
		file: /[/\\]docker-modem[/\\]lib[/\\]modem\.js$/,
		replace: [
			['ssh = require(\'./ssh\')', `ssh = ${neverUsed('An own ssh')}`],
			['var parsed = url.parse(this.host);', String.raw`var parsed = /:\/\//.test(this.host) && URL.canParse(this.host) ? new URL(this.host) : {};`],
			['address = url.resolve(address, options.path);', 'address = new URL(options.path, address).href;'],
			['var urlp = url.parse(address);', String.raw`var located = new URL(address); var urlp = {hostname: located.hostname.replace(/^\[|\]$/g, ''), port: located.port, path: located.pathname + located.search};`],
		],
	},
	{
		// Node's own streams are the same by now.
		file: /[/\\]docker-modem[/\\]lib[/\\]http_duplex\.js$/,
		replace: [['require(\'readable-stream\')', 'require(\'stream\')']],
	},
	{
		// Understanding the table of all emoji takes 10 to 20 ms, and few texts hold one.
		file: /[/\\]string-width[/\\]index\.js$/,
		replace: [[String.raw`const rgiEmojiRegex = /^\p{RGI_Emoji}$/v;`, String.raw`let rgiEmoji; const rgiEmojiRegex = {test(text) { rgiEmoji ??= /^\p{RGI_Emoji}$/v; return rgiEmoji.test(text); }};`]],
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
		bundle.onLoad({filter: /\.(?:js|tsx?)$/}, async ({path: source}) => {
			let contents = await readFile(source, 'utf8');
			for (const [before, after] of changes.filter(({file}) => file.test(source)).flatMap(({replace}) => replace)) {
				if (!contents.includes(before)) {
					throw new Error(`${source} has changed: “${before}” is not there any more`);
				}

				contents = contents.replaceAll(before, () => after);
			}

			return {contents: askForBuiltins(contents), loader: path.extname(source).slice(1), resolveDir: path.dirname(source)};
		});

		// Packages measure with the same function as the program, which knows the common characters without a segmenter: the screen takes a tenth less
		// of the processor (1.10 s against 1.24 in six seconds of the demo at 160x45).
		bundle.onResolve({filter: /^string-width$/}, ({importer, resolveDir}) => resolveDir !== '' && importer.includes(`${path.sep}node_modules${path.sep}`)
			? {path: path.resolve(import.meta.dirname, '../source/format/display-width.ts')}
			: undefined);
	},
};
