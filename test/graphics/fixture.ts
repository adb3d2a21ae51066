import {readFileSync} from 'node:fs';
import path from 'node:path';

/** A part of a picture of the readme in several formats. */
export function fixture(name: string): Uint8Array {
	return readFileSync(path.join(import.meta.dirname, 'fixtures', name));
}
