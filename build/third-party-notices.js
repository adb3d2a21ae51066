// The licences of the packages inside the bundle, word for word, as their authors ask for.
import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';

const licenceFile = /^(?:licen[cs]e|copying|unlicense)(?:[-.]|$)/i;
const noticeFile = /^notice(?:[-.]|$)/i;

/**
The packages that a build took in.

@param {Record<string, unknown>} inputs of esbuild's metafile.
@returns {Promise<Array<{name: string, version: string, license: string, folder: string}>>} in the order of their names.
*/
export async function bundledPackages(inputs) {
	const folders = new Set(Object.keys(inputs).flatMap(input => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []));
	const packages = await Promise.all([...folders].map(async folder => {
		const {name, version, license} = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
		return {
			name, version, license: typeof license === 'string' ? license : license?.type ?? 'see below', folder,
		};
	}));
	const unique = new Map(packages.map(entry => [`${entry.name} ${entry.version}`, entry]));
	return [...unique.values()].toSorted((a, b) => a.name.localeCompare(b.name) || a.version.localeCompare(b.version));
}

/**
One text with the licence and the notice of each package.

@throws {Error} when a package has neither a licence file nor names its licence.
*/
export async function thirdPartyNotices(packages) {
	const texts = await Promise.all(packages.map(async ({name, version, license, folder}) => {
		const all = await readdir(folder);
		const names = all.filter(file => licenceFile.test(file) || noticeFile.test(file));
		if (license === 'see below' && names.length === 0) {
			throw new Error(`${name} ${version} says nothing about its licence`);
		}

		const files = await Promise.all(names.map(async file => readFile(path.join(folder, file), 'utf8')));
		return [`${name} ${version} (${license})`, ...files.map(text => text.trim())].join('\n\n');
	}));
	return `yolotop contains the following packages.\n\n${texts.join(`\n\n${'-'.repeat(78)}\n\n`)}\n`;
}
