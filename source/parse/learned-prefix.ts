/*
Prefixes of writers that nobody has put into the table of them: what comes before a line that only a training prints comes before its
other lines too.
*/

/** Lines of a training that cannot be anybody's else, wherever in a line they begin. */
const unmistakable = /(?<![\w/\\])(?:Ultralytics (?:YOLOv?)?\d\S* .{0,4}Python-\d|YOLO\w* \S.{0,60} torch[ -]\d|(?:(?:segment|classify|panoptic|(?:yolo[/\\])?engine)[/\\])?(?:train\w*|val\w*|test|detect\w*|predict|export|benchmarks): (?:task|weights|model|data)=\S*, \w+=|(?:training args are: )?Namespace\((?=.*\b(?:weights|conf_file)=)|Logging results to \S|Starting training for \d+ epochs\.\.\.)/;
/** What a bar or the head of a validation says behind the blanks that it is filled up with; some writers put a prefix before the first of several lines only. */
const tableLine = /(?<!\d)\d{1,7}\/\d{1,7} +\d{1,7}(?:\.\d+)?[GM] +(?:\d|nan|inf)\S* .*\d%|(?:Class|classes) +(?:Images|top1).*\d%/;
/** A word of each: one look at a line, since nearly all have none. */
const words = /torch|: (?:task|weights|model|data)=|Logging r|Starting t|Namespace\(|^\s+Traceback \(|\d%/;
/** Python never indents the first line of a traceback. */
const indentedTraceback = /^\s+Traceback \(most recent call last\):$/;

const longest = 150;
const level = /^(?:debug|debg|trace|info|notice|success|warn|warning|error|critical|fatal)$/i;
const month = /^(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)$/;

/** What is before the text of a training in a line: nothing, or a prefix with its form. */
export type LearnedPrefix = 'none' | {readonly form: RegExp; readonly isIndentation: boolean};

/**
The form of what is before the text of a training: figures, levels and days may differ from line to line, all else is the same. Of an
indentation, such as that of a quoted log, the same blanks. Undefined where the line has no such text.
*/
export function learnPrefix(text: string): LearnedPrefix | undefined {
	const prefix = words.test(text) ? prefixOf(text) : undefined;
	if (prefix === undefined) {
		return undefined;
	}

	if (prefix.trim() === '') {
		return prefix === '' ? 'none' : {form: new RegExp(`^${prefix}`), isIndentation: true};
	}

	// What a bar is drawn with is no prefix, and neither is the beginning of a record: its end would remain.
	return prefix.length > longest || /[%━█]|\{"/u.test(prefix) ? undefined : {form: toForm(prefix), isIndentation: false};
}

/** What is before a bar or a head, but for the blanks that fill those up: one is taken for the writer's. */
function prefixOfTable(text: string): string | undefined {
	const index = tableLine.exec(text)?.index;
	const body = index === undefined ? '' : text.slice(0, index).trimEnd();
	return body === '' ? undefined : `${body} `;
}

function prefixOf(text: string): string | undefined {
	const index = unmistakable.exec(text)?.index ?? (indentedTraceback.test(text) ? text.length - text.trimStart().length : undefined);
	return index === undefined ? prefixOfTable(text) : text.slice(0, index);
}

function toForm(prefix: string): RegExp {
	// The blanks behind are kept as they are: rows of tables begin with some.
	const body = prefix.trimEnd();
	const parts = (body.match(/\d+|[a-z]+|\s+|[^\s\da-z]+/gi) ?? []).map(part => toPattern(part));
	return new RegExp(`^${parts.join('')}${prefix.slice(body.length).replaceAll('\t', String.raw`\t`)}`);
}

function toPattern(part: string): string {
	if (/^\d/.test(part)) {
		return String.raw`\d+`;
	}

	if (/^\s/.test(part)) {
		return String.raw`\s+`;
	}

	if (level.test(part)) {
		return '[A-Za-z]+';
	}

	return month.test(part) ? '[A-Z][a-z]{2}' : part.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
}
