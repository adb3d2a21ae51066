import type {FramedCollector} from './traceback-lines.ts';

/*
Tracebacks as IPython prints them in notebooks: the name of the exception before `Traceback (most recent call last)`, then a place and
some lines of code for each frame, then the name once more with the message. Source: IPython 7 to 9, Colab, Kaggle.
*/

/** The name of the exception begins such a traceback. */
const beginning = /^((?:\w+\.)*[A-Z]\w*) {2,}Traceback \(most recent call last\):?\s*$/;

/** Lines of code between two frames; a traceback without an end is given up. */
const longestTraceback = 2000;
const maxFrames = 40;

const places: readonly RegExp[] = [
	/^File (?<file>.+?):(?<line>\d+), in (?<name>[^(]+)/,
	// Links of Jupyter and VS Code around the places.
	/^File \[(?<file>.+?):(?<line>\d+)\]\([^)]*\), in (?<name>[^(]+)/,
	/^Cell \[(?<file>In ?\[\d+\]), line (?<line>\d+)\]\(/,
	/^(?<file>(?:Cell|Input) In ?\[\d+\]), line (?<line>\d+)/,
	/^(?<file>(?:Cell|Input) In ?\[\d+\]), in (?<name>[^(]+)/,
	// A link of Colab around the path.
	/^\[(?<file>[^\]]+)\]\(https?:[^)]*\) in (?<name>[^(]+)/,
	/^(?<file><ipython-input[^>]*>|[/\\~][^\n:]*?\.py|[A-Z]:\\[^\n:]*?\.py) in (?<name>[^(]+)/,
];

/** The line that is being run. */
const arrow = /^-+> ?\[?(\d+)(?:[ \]]|$)/;

export function createNotebookCollector(): FramedCollector {
	let exception: string | undefined;
	let frames: Array<{file: string; line: number; function: string}> = [];
	let lines = 0;
	return {
		begin(text) {
			const [, name] = beginning.exec(text) ?? [];
			if (name === undefined) {
				return false;
			}

			exception = name;
			frames = [];
			lines = 0;
			return true;
		},
		push(text) {
			if (exception === undefined) {
				return undefined;
			}

			const name = exception;
			const message = messageOf(text, name);
			lines++;
			if (message === undefined) {
				addPlace(frames, text);
				exception = lines < longestTraceback ? name : undefined;
				return 'open';
			}

			exception = undefined;
			return {exception: name, message, frames};
		},
	};
}

/** What comes after the name of the exception at the start of the line. */
function messageOf(text: string, exception: string): string | undefined {
	const rest = text.startsWith(exception) ? text.slice(exception.length).trimEnd() : undefined;
	if (rest === '') {
		return '';
	}

	return rest?.startsWith(':') === true ? rest.slice(1).trim() : undefined;
}

function addPlace(frames: Array<{file: string; line: number; function: string}>, text: string): void {
	const [, running] = arrow.exec(text) ?? [];
	const last = frames.at(-1);
	if (running !== undefined && last !== undefined) {
		last.line = last.line === 0 ? Number(running) : last.line;
		return;
	}

	const found = places.map(place => place.exec(text)?.groups).find(groups => groups !== undefined);
	if (found !== undefined && frames.length < maxFrames) {
		frames.push({file: found.file!, line: Number(found.line ?? 0), function: (found.name ?? '').trim()});
	}
}
