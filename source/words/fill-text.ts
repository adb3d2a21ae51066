import {toPrintable} from '../domain/printable.ts';

/** Replaces each `{name}` by its value; a name without a value becomes empty. */
export function fillText(text: string, values: Readonly<Record<string, string>>): string {
	return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => toPrintable(values[name] ?? ''));
}
