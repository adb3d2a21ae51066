import path from 'node:path';
import {leanPackages} from './lean-packages.js';

/** Packages that a terminal program never reaches: the React developer tools and compiled add-ons of the ssh client. */
const neverLoaded = /^(react-devtools-core|cpu-features)$|\.node$/;

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
	define: {'process.env.NODE_ENV': '"production"', 'Intl.Segmenter': 'LazySegmenter'},
	inject: [path.resolve(import.meta.dirname, 'lazy-segmenter.js')],
	// CommonJS packages inside an ESM file still call require for Node's own modules, and look at their directory.
	banner: {js: 'import {createRequire as __createRequire} from "node:module";const require=__createRequire(import.meta.url);const __dirname=import.meta.dirname;'},
	plugins: [stubs, leanPackages],
	legalComments: 'none',
	logLevel: 'warning',
};
