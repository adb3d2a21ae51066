// Parts of packages that this program never reaches are not in the bundle: in their place stands a stub, which says so when it is
// called after all. Nothing inside a package is changed.
import path from 'node:path';

/** By the file that asks for them; each fails the build when its package does not ask for it any more. */
const neverUsed = [
	// Only builds of images need sessions, which bring gRPC, and their output; yolotop builds none.
	['dockerode/lib/docker.js', './session'],
	['dockerode/lib/docker.js', './buildkit'],
	// The same of archives of folders, their ignored files and their compression.
	['dockerode/lib/util.js', '@balena/dockerignore'],
	['dockerode/lib/util.js', 'tar-fs'],
	['dockerode/lib/util.js', 'zlib'],
	// The system's ssh is used.
	['docker-modem/lib/modem.js', './ssh'],
	// The React developer tools.
	['ink/build/devtools.js', 'react-devtools-core'],
].map(([user, name]) => ({user: path.join('node_modules', user), name, isSeen: false}));

const exchanged = [
	// Node warns the person of its old reader of addresses where that is not called from below node_modules.
	{user: 'docker-modem', name: 'url', file: 'docker-modem-url.cjs'},
	{user: 'meow', name: './dependencies.js', file: 'meow-dependencies.js'},
];

const contentsOf = name => {
	const fail = `throw new Error(${JSON.stringify(`${name}: not in this bundle`)})`;
	return `module.exports = new Proxy(function () {}, {get() {${fail}}, apply() {${fail}}});`;
};

export const packageStubs = {
	name: 'package-stubs',
	setup(bundle) {
		bundle.onResolve({filter: /.*/}, ({path: name, importer}) => {
			const stub = neverUsed.find(entry => entry.name === name && importer.endsWith(entry.user));
			if (stub === undefined) {
				return undefined;
			}

			stub.isSeen = true;
			return {path: name, namespace: 'never-used'};
		});
		bundle.onLoad({filter: /.*/, namespace: 'never-used'}, ({path: name}) => ({contents: contentsOf(name), loader: 'js'}));

		bundle.onResolve({filter: /^(?:url|\.\/dependencies\.js)$/}, ({path: name, importer}) => {
			const exchange = exchanged.find(entry => entry.name === name && importer.includes(path.join('node_modules', entry.user)));
			return exchange && {path: path.join(import.meta.dirname, exchange.file)};
		});
		// Node's own streams are the same by now.
		bundle.onResolve({filter: /^readable-stream$/}, () => ({path: 'stream', external: true}));
		// Packages measure with the same function as the program, which knows the common characters without a segmenter: the screen takes a tenth less
		// of the processor (1.10 s against 1.24 in six seconds of the demo at 160x45).
		bundle.onResolve({filter: /^string-width$/}, ({importer, resolveDir}) => resolveDir !== '' && importer.includes(`${path.sep}node_modules${path.sep}`)
			? {path: path.resolve(import.meta.dirname, '../source/format/display-width.ts')}
			: undefined);

		bundle.onEnd(() => ({errors: neverUsed.filter(({isSeen}) => !isSeen).map(({user, name}) => ({text: `${user} does not ask for ${name} any more`}))}));
	},
};
