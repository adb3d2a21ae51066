import {readFileSync} from 'node:fs';
import path from 'node:path';
import {bundledText} from './bundled-text.js';
import {latePackages} from './late-packages.js';
import {loadingGroups} from './loading-groups.js';
import {nodeBuiltins} from './node-builtins.js';
import {packageStubs} from './package-stubs.js';
import {yamlFiles} from './yaml-files.js';

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
	// The probe is Python, which the program hands on as it is.
	loader: {'.py': 'text'},
	target: 'node20',
	jsx: 'automatic',
	// The layout engine is inside the bundle as text; asking for the global fetch would load Node's whole HTTP client.
	define: {
		'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"', fetch: 'undefined', reportedPackages: JSON.stringify(reportedPackages),
	},
	// CommonJS packages inside an ESM file still call require, nearly always for Node's own modules, and look at their directory.
	banner: {js: 'const require=name=>process.getBuiltinModule(name)??process.getBuiltinModule("node:module").createRequire(import.meta.url)(name),__dirname=import.meta.dirname;'},
	plugins: [bundledText, yamlFiles, packageStubs, latePackages, loadingGroups, nodeBuiltins],
	metafile: true,
	legalComments: 'none',
	logLevel: 'warning',
};
