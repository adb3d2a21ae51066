// A YAML file that is imported becomes the value that is in it: a start reads no YAML.
import {readFile} from 'node:fs/promises';
import {parse} from 'yaml';

/** The module that a YAML file becomes. */
export const toModule = text => `export default ${JSON.stringify(parse(text))};`;

/** For the program. */
export const yamlFiles = {
	name: 'yaml-files',
	setup(bundle) {
		bundle.onLoad({filter: /\.yaml$/}, async ({path}) => ({contents: toModule(await readFile(path, 'utf8')), loader: 'js'}));
	},
};

/** For the tests, which load the modules one by one. */
export const yamlFilesForTests = {
	name: 'yaml-files',
	enforce: 'pre',
	transform: (text, id) => id.endsWith('.yaml') ? {code: toModule(text), map: null} : undefined,
};
