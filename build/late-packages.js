// Start-up: a package that few runs need is a file of its own beside the bundle. In its place stand functions that read the
// file when the first of them is called; so they may be used where nothing can be awaited.

/** Each package with the functions that the program uses; the build fails when it uses another one. */
const functionsOf = {
	yaml: ['isMap', 'isScalar', 'isSeq', 'parseDocument'],
	// Its rules of characters take 20 ms, and few texts need them.
	'string-width': ['default'],
};

const names = Object.keys(functionsOf);

/** For the program itself. */
export const latePackages = {
	name: 'late-packages',
	setup(bundle) {
		bundle.onResolve({filter: new RegExp(`^(${names.join('|')})$`)}, ({path: name}) => ({path: name, namespace: 'late-package'}));
		bundle.onResolve({filter: /^\.\/[\w-]+\.cjs$/, namespace: 'late-package'}, ({path: file}) => ({path: file, external: true}));
		bundle.onLoad({filter: /.*/, namespace: 'late-package'}, ({path: name}) => ({
			contents: [
				'let loaded;',
				`const load = () => loaded ??= require("./${name}.cjs");`,
				...functionsOf[name].map(key => `export ${key === 'default' ? 'default' : `const ${key} =`} (...values) => load().${key}(...values);`),
			].join('\n'),
		}));
	},
};

/** How the packages themselves are built. */
export const latePackageOptions = {
	entryPoints: names,
	outdir: 'dist',
	outExtension: {'.js': '.cjs'},
	bundle: true,
	minify: true,
	format: 'cjs',
	platform: 'node',
	target: 'node20',
	legalComments: 'none',
	metafile: true,
};
