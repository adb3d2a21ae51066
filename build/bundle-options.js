import {readFileSync} from 'node:fs';
import path from 'node:path';
import {latePackages} from './late-packages.js';
import {leanPackages} from './lean-packages.js';
import {loadingGroups} from './loading-groups.js';

/** What a terminal program never reaches: the React developer tools. */
const neverLoaded = /^react-devtools-core$/;

const stubs = {
	name: 'stub-never-loaded',
	setup(bundle) {
		bundle.onResolve({filter: neverLoaded}, ({path: name}) => ({path: name, namespace: 'stub'}));
		bundle.onLoad({filter: /.*/, namespace: 'stub'}, () => ({contents: 'export default undefined;', loader: 'js'}));
	},
};

/** Those that a mistake on the screen or towards the engine may come from. */
const reportedPackages = ['dockerode', 'ink', 'react'].map(name => {
	const {version} = JSON.parse(readFileSync(path.join(import.meta.dirname, '../node_modules', name, 'package.json'), 'utf8'));
	return `${name} ${version}`;
});

/** How the program is bundled. */
export const bundleOptions = {
	entryPoints: {cli: 'cli.tsx'},
	outdir: 'dist',
	bundle: true,
	splitting: true,
	minify: true,
	format: 'esm',
	platform: 'node',
	target: 'node20',
	jsx: 'automatic',
	define: {
		'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"', 'Intl.Segmenter': 'LazySegmenter', reportedPackages: JSON.stringify(reportedPackages),
	},
	inject: ['lazy-segmenter.js', 'take-builtin.js'].map(file => path.resolve(import.meta.dirname, file)),
	// CommonJS packages inside an ESM file still call require, nearly always for Node's own modules, and look at their directory.
	banner: {js: 'const require=name=>process.getBuiltinModule(name)??process.getBuiltinModule("node:module").createRequire(import.meta.url)(name),__dirname=import.meta.dirname;'},
	plugins: [stubs, latePackages, leanPackages, loadingGroups],
	metafile: true,
	legalComments: 'none',
	logLevel: 'warning',
};
