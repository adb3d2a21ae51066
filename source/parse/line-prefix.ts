/** One way in which other programs begin each line that passes through them. */
export type PrefixForm = {readonly writer: string; readonly example: string; readonly form: RegExp};

/**
THE table of prefixes, with the one blank behind them where there is one: the rows of a table begin with blanks of their own. Several may
stand one behind the other.
*/
export const prefixWriters: readonly PrefixForm[] = [
	{writer: 'docker compose, docker service logs', example: 'yolo-1  | ', form: /^[\w\-.@]+ +\| /},
	{writer: 'kubectl logs --prefix, loggers', example: '[pod/train-0/yolo] ', form: /^\[[\w\-./]+\]:? /},
	{writer: 'torchrun --tee', example: '[default0]:', form: /^\[[\w\-./]+\]:?/},
	{writer: 'times of kubectl, ts, loggers', example: '2026-11-26 01:00:12,123 ', form: /^\[?\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:[,.]\d+)?(?:Z|[+-]\d\d:?\d\d)?\]?:? /},
	{writer: 'files of pods behind their time', example: 'stdout F ', form: /^std(?:out|err) [FP] /},
	{writer: 'journalctl', example: 'Nov  6 01:00:12 host yolo[123]: ', form: /^[A-Z][a-z]{2} [\d ]\d \d\d:\d\d:\d\d (?:\S+ [\w\-./@]+\[\d+\]: )?/},
	{writer: 'Python\'s logging with a level', example: '- yolo - INFO - ', form: /^(?:- )?(?:[\w.]+ - )?\[?(?:DEBUG|INFO|WARNING|ERROR)\]?(?::[\w.]+:| -|:)? /},
	{writer: 'Python\'s basic logging', example: 'INFO:yolov5:', form: /^(?:DEBUG|INFO|WARNING|ERROR):[\w.]+:/},
	{writer: 'Ray', example: '(train_fn pid=62308, ip=10.0.0.1) ', form: /^\([\w.<>\-]+ pid=\d+(?:, ip=[\d.a-f:]+)?\) ?/},
	{writer: 'glog, absl', example: 'I0817 20:47:22.107875 140365688276800 train.py:293] ', form: /^[IWEF]\d{4}(?:\d{4})? \d\d:\d\d:\d\d\.\d+ +\d+ [\w\-./]+:\d+\] ?/},
	{writer: 'the agent of ClearML', example: '1683505870249 host:gpu DEBUG ', form: /^\d{13} \S+ (?:DEBUG|INFO|WARNING|ERROR) /},
	{writer: 'srun --label', example: '0: ', form: /^ ?\d{1,4}: /},
	{writer: 'the runner of GitLab behind its time', example: '00O ', form: /^\d\d[OE][ +]/},
];

const forms = prefixWriters.map(({form}) => form);

/** What each of the forms begins with: one look at a line, since nearly all have none. */
const beginning = /^(?:\[|\d{4}-|std|[A-Z][a-z]{2} [\d ]|DEBUG|INFO|WARNING|ERROR|[\w\-.@]+ +[-|] |\([\w.]|[IWEF]\d{4}|\d{13} | ?\d{1,4}: |\d\d[OE][ +])/;

/** Beginnings of lines that only a training prints; every log of one has some. */
const telling = /^(?:YOLO\w* \S.* torch[ -]\d|Ultralytics (?:YOLOv?)?\d|Namespace\(|[\w\-./\\]+: \w+=\S*, \w+=|Logging results to |Starting training for |\s+Epoch +(?:GPU_mem|gpu_mem) |\s{4,}Class +Images |\s{4,}classes +top1|\s{4,}all +\d+ +\d+ +\d)/;

/** Which process of several printed the line. Source: PyTorch 2.2 and later, torchrun --tee. */
const rankForm = /^\[(?:rank(?<rank>\d{1,4})\]: ?|default(?<local>\d{1,4})\]:)/;

/** Writers that put a prefix of their own before lines of one log. */
const mostPrefixes = 4;

/** A line as the training printed it. */
export type OwnText = {readonly text: string; readonly rank: number | undefined};

/** Takes away what stands before each line of a log that another program wrote. */
export type LinePrefix = {
	/** A line that has no prefix, such as the rewrites of a bar, stays as it is. From a transient line nothing is learned. */
	strip(text: string, isTransient: boolean): OwnText;
	/** Lines with the prefix that came before it was known, as they were printed; once, when it has become known. */
	takeEarlier(): readonly string[];
};

/** More lines are not printed before a training, but for those of a person's own. */
const mostEarlier = 200;

/** A prefix is known from the first line that tells a training behind one; some writers put it before some lines only. */
export function createLinePrefix(): LinePrefix {
	const found: Array<readonly RegExp[]> = [];
	let held: string[] = [];
	let earlier: readonly string[] = [];

	const stripForms = (text: string, isTransient: boolean): string => {
		if (!beginning.test(text)) {
			return text;
		}

		for (const known of found) {
			const rest = without(text, known);
			if (rest !== text) {
				return rest;
			}
		}

		const matching = matchingForms(text);
		const own = without(text, matching);
		if (isTransient || matching.length === 0 || found.length === mostPrefixes) {
			return text;
		}

		if (!telling.test(own)) {
			if (found.length === 0 && held.length < mostEarlier) {
				held.push(text);
			}

			return text;
		}

		found.push(matching);
		earlier = held.map(line => [line, without(line, matching)] as const).filter(([line, rest]) => rest !== line).map(([, rest]) => rest);
		held = [];
		return own;
	};

	return {
		strip(text, isTransient) {
			const [outer, first] = withoutRank(text);
			const [inner, second] = withoutRank(stripForms(outer, isTransient));
			return {text: inner, rank: first ?? second};
		},
		takeEarlier() {
			const taken = earlier;
			earlier = [];
			return taken;
		},
	};
}

function withoutRank(text: string): readonly [string, number | undefined] {
	const match = text.startsWith('[') ? rankForm.exec(text) : null;
	return match === null ? [text, undefined] : [text.slice(match[0].length), Number(match.groups!.rank ?? match.groups!.local)];
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
