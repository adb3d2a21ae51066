/*
What other programs put before each line that passes through them, the one blank behind it included where there is one: the rows of
a table begin with blanks of their own. Source: docker compose, docker service logs, kubectl logs --prefix, CRI log files, torchrun --tee,
journalctl, Python's logging, ts of moreutils.
*/
const forms: readonly RegExp[] = [
	/^[\w\-.@]+ +\| /,
	/^\[[\w\-./]+\]:? /,
	/^\[[\w\-./]+\]:?/,
	/^\[?\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:[,.]\d+)?(?:Z|[+-]\d\d:?\d\d)?\]?:? /,
	/^std(?:out|err) [FP] /,
	/^[A-Z][a-z]{2} [\d ]\d \d\d:\d\d:\d\d (?:\S+ [\w\-./@]+\[\d+\]: )?/,
	/^(?:- )?(?:[\w.]+ - )?\[?(?:DEBUG|INFO|WARNING|ERROR)\]?(?::[\w.]+:| -|:)? /,
	/^(?:DEBUG|INFO|WARNING|ERROR):[\w.]+:/,
];

/** What each of the forms begins with: one look at a line, since nearly all have none. */
const beginning = /^(?:\[|\d{4}-|std|[A-Z][a-z]{2} [\d ]|DEBUG|INFO|WARNING|ERROR|[\w\-.@]+ +[-|] )/;

/** Beginnings of lines that only a training prints; every log of one has some. */
const telling = /^(?:YOLOv5 |Ultralytics |Namespace\(|[/a-z]+: \w+=\S*, \w+=|Logging results to |Starting training for |\s+Epoch +GPU_mem |\s+Epoch +gpu_mem |\s{4,}Class +Images )/;

/** Takes away what stands before each line of a log that another program wrote. */
export type LinePrefix = {
	/** The text as the training printed it. A line that has no prefix, such as the rewrites of a bar, stays as it is. */
	strip(text: string): string;
	/** A line without a prefix told the training: there is none. */
	settle(): void;
};

/** The prefix is known from the first line that tells a training behind one. */
export function createLinePrefix(): LinePrefix {
	let found: readonly RegExp[] | undefined;
	return {
		strip(text) {
			if (found !== undefined) {
				return found.length === 0 ? text : without(text, found);
			}

			if (!beginning.test(text)) {
				return text;
			}

			const matching = matchingForms(text);
			const rest = without(text, matching);
			if (matching.length === 0 || !telling.test(rest)) {
				return text;
			}

			found = matching;
			return rest;
		},
		settle() {
			found ??= [];
		},
	};
}

/** The forms that stand one behind the other at the start. */
function matchingForms(text: string): readonly RegExp[] {
	const matching: RegExp[] = [];
	let rest = text;
	for (;;) {
		const form = nextForm(rest, matching);
		if (form === undefined) {
			return matching;
		}

		matching.push(form);
		rest = rest.replace(form, '');
	}
}

function nextForm(text: string, before: readonly RegExp[]): RegExp | undefined {
	return forms.find(form => !before.includes(form) && form.test(text));
}

function without(text: string, matching: readonly RegExp[]): string {
	let rest = text;
	for (const form of matching) {
		rest = rest.replace(form, '');
	}

	return rest;
}
