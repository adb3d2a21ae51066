/*
Prefixes of writers that nobody has put into the table of them: what stands before a line that only a training prints stands before its
other lines too.
*/

/** Lines of a training that cannot be anybody's else, wherever in a line they begin. */
const unmistakable = /(?<![\w/\\])(?:Ultralytics (?:YOLOv?)?\d\S* .{0,4}Python-\d|YOLO\w* \S.{0,60} torch[ -]\d|(?:(?:segment|classify|panoptic|(?:yolo[/\\])?engine)[/\\])?(?:train\w*|val\w*|test|detect\w*|predict|export|benchmarks): (?:task|weights|model|data)=\S*, \w+=|Namespace\((?=.*\bweights=)|Logging results to \S|Starting training for \d+ epochs\.\.\.)/;
/** A word of each: one look at a line, since nearly all have none. */
const words = /torch|: (?:task|weights|model|data)=|Logging r|Starting t|Namespace\(/;

const longest = 150;
const level = /^(?:debug|debg|trace|info|notice|success|warn|warning|error|critical|fatal)$/i;
const month = /^(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)$/;

/**
The form of what stands before the text of a training: figures, levels and days may differ from line to line, all else is the same.
Undefined where the line has no such text, or begins with it.
*/
export function learnPrefix(text: string): RegExp | undefined {
	const found = words.test(text) ? unmistakable.exec(text) : null;
	const prefix = found === null ? '' : text.slice(0, found.index);
	// What a bar is drawn with is none, and blanks alone may belong to the text.
	if (prefix.trim() === '' || prefix.length > longest || /[%━█]/u.test(prefix)) {
		return undefined;
	}

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
