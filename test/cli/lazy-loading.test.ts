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
	it.each(['cli.js', 'status', 'events', 'monitor', 'demo', 'show-plain', 'file-feed', 'directory-feed', 'start-screen'])('%s loads neither Ink nor dockerode', name => {
		const text = closureOf(chunk(name)).map(file => read(file)).join('\n');
		expect(text).not.toContain('react.transitional.element');
		expect(text).not.toContain('/containers/json');
		expect(text.length).toBeLessThan(600_000);
	});

	it('holds both somewhere', () => {
		const text = files.map(file => read(file)).join('\n');
		expect(text).toContain('react.transitional.element');
		expect(text).toContain('/containers/json');
	});
});
