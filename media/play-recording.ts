// Prints a recorded training again, at the pace of one batch every few hundredths of a second: node media/play-recording.ts FILE.
import {readFileSync} from 'node:fs';
import process from 'node:process';
import {setTimeout} from 'node:timers/promises';
import {gunzipSync} from 'node:zlib';

const [file, milliseconds = '30'] = process.argv.slice(2);
const bytes = readFileSync(file!);
const text = (file!.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
for (const piece of text.split(/(?=\r(?!\n))/)) {
	process.stdout.write(piece);
	await setTimeout(Number(milliseconds));
}
