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

/** How the program is bundled. The build adds the packages that --version tells. */
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
	define: {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"', 'Intl.Segmenter': 'LazySegmenter'},
	inject: ['lazy-segmenter.js', 'take-builtin.js'].map(file => path.resolve(import.meta.dirname, file)),
	// CommonJS packages inside an ESM file still call require, nearly always for Node's own modules, and look at their directory.
	banner: {js: 'const require=name=>process.getBuiltinModule(name)??process.getBuiltinModule("node:module").createRequire(import.meta.url)(name),__dirname=import.meta.dirname;'},
	plugins: [stubs, latePackages, leanPackages, loadingGroups],
	legalComments: 'none',
	logLevel: 'warning',
};
