// A module that is imported as `NAME.ts?bundled` becomes a text: that module with all that it needs, as one file, for a thread.
import path from 'node:path';
import {build} from 'esbuild';

const suffix = '?bundled';

async function bundle(file) {
	const {outputFiles, metafile} = await build({
		entryPoints: [file], bundle: true, write: false, minify: true, format: 'cjs', platform: 'node', target: 'node20', legalComments: 'none', metafile: true,
		// The quantizer inside sixel makes a variable of this name without declaring it, which a module may not.
		banner: {js: 'var UPNG;'},
	});
	return {text: outputFiles[0].text, inputs: metafile.inputs};
}

/** What the texts were made of, for the list of licences. */
export const bundledInputs = {};

/** For the program. */
export const bundledText = {
	name: 'bundled-text',
	setup(bundleOptions) {
		bundleOptions.onResolve({filter: /\?bundled$/}, ({path: name, resolveDir}) => ({path: path.resolve(resolveDir, name.slice(0, -suffix.length)), namespace: 'bundled-text'}));
		bundleOptions.onLoad({filter: /.*/, namespace: 'bundled-text'}, async ({path: file}) => {
			const {text, inputs} = await bundle(file);
			Object.assign(bundledInputs, inputs);
			return {contents: text, loader: 'text'};
		});
	},
};

/** The same for the tests, which load the modules one by one. */
export const bundledTextForTests = {
	name: 'bundled-text',
	enforce: 'pre',
	async load(id) {
		if (!id.endsWith(suffix)) {
			return undefined;
		}

		const {text} = await bundle(id.slice(0, -suffix.length));
		return `export default ${JSON.stringify(text)};`;
	},
};
