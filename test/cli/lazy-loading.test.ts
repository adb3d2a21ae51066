import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, it} from 'vitest';
import {bundle} from './run-bundle.ts';

const folder = path.dirname(bundle);
const files = readdirSync(folder).filter(name => name.endsWith('.js'));
const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');

/** A file of the bundle and all that it loads without being asked. */
function closureOf(entry: string): string[] {
	const seen = new Set<string>();
	const visit = (name: string) => {
		if (seen.has(name)) {
			return;
		}

		seen.add(name);
		for (const [, imported] of read(name).matchAll(/(?:from|import)"\.\/([\w-]+\.js)"/g)) {
			visit(imported!);
		}
	};

	visit(entry);
	return [...seen];
}

const chunk = (name: string) => files.find(file => file.startsWith(`${name}-`)) ?? name;

describe('the bundle', () => {
	it.each([
		['cli.js', 140_000], ['status', 480_000], ['screen', 1_150_000], ['about', 130_000], ['other', 930_000], ['machine', 590_000],
	])('%s loads few files, and neither Ink nor dockerode', (name, longest) => {
		const closure = closureOf(chunk(name));
		const text = closure.map(file => read(file)).join('\n');
		expect(text).not.toContain('react.transitional.element');
		expect(text).not.toContain('/containers/json');
		expect(text.length).toBeLessThan(longest);
		expect(closure.length).toBeLessThan(30);
	});

	it.each([['yaml', 'yaml.map'], ['string-width', 'RGI_Emoji']])('has %s in a file of its own', (name, words) => {
		expect(files.filter(file => read(file).includes(words))).toEqual([]);
		expect(readFileSync(path.join(folder, `${name}.cjs`), 'utf8')).toContain(words);
	});

	it('holds both somewhere', () => {
		const text = files.map(file => read(file)).join('\n');
		expect(text).toContain('react.transitional.element');
		expect(text).toContain('/containers/json');
	});
});
