import {learnPrefix} from './learned-prefix.ts';

/** One way in which other programs begin each line that passes through them. A group `program` names whose line it is. */
export type PrefixForm = {readonly writer: string; readonly example: string; readonly form: RegExp};

/**
THE table of prefixes, with the one blank behind them where there is one: the rows of a table begin with blanks of their own. Several may
stand one behind the other.
*/
export const prefixWriters: readonly PrefixForm[] = [
	{writer: 'docker compose, docker service logs', example: 'yolo-1  | ', form: /^(?<program>[\w\-.@]+) +\| /},
	{writer: 'kubectl logs --prefix', example: '[pod/train-0/yolo] ', form: /^\[(?<program>pod\/[\w\-./]+)\] /},
	{writer: 'loggers that name a part of the program', example: '[train] ', form: /^\[[\w\-./]+\]:? /},
	{writer: 'torchrun --tee', example: '[default0]:', form: /^\[[\w\-./]+\]:?/},
	{writer: 'times of kubectl, ts, loggers', example: '2026-11-26 01:00:12,123 ', form: /^\[?\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:[,.]\d+)?(?:Z|[+-]\d\d:?\d\d)?\]?:? /},
	{writer: 'files of pods behind their time', example: 'stdout F ', form: /^std(?:out|err) [FP] /},
	{writer: 'journalctl', example: 'Nov  6 01:00:12 host yolo[123]: ', form: /^[A-Z][a-z]{2} [\d ]\d \d\d:\d\d:\d\d (?:\S+ [\w\-./@]+\[\d+\]: )?/},
	{writer: 'Python\'s logging with a level', example: '- yolo - INFO - ', form: /^(?:- )?(?:[\w.]+ - )?\[?(?:DEBUG|INFO|WARNING|ERROR)\]?(?::[\w.]+:| -|:)? /},
	{writer: 'Python\'s basic logging', example: 'INFO:yolov5:', form: /^(?:DEBUG|INFO|WARNING|ERROR):[\w.]+:/},
	{writer: 'Ray', example: '(train_fn pid=62308, ip=10.0.0.1) ', form: /^\([\w\-.<>]+ (?<program>pid=\d+(?:, ip=[\d.:a-f]+)?)\) ?/},
	{writer: 'glog, absl', example: 'I0817 20:47:22.107875 140365688276800 train.py:293] ', form: /^[EFIW]\d{4}(?:\d{4})? \d\d:\d\d:\d\d\.\d+ +\d+ [\w\-./]+:\d+\] ?/},
	{writer: 'the agent of ClearML, and its console log as its page saves it', example: '1683505870249 host:gpu DEBUG ', form: /^\d{13} \S+ (?:debug|info|warning|error|critical) /i},
	{writer: 'srun --label', example: '0: ', form: /^ ?(?<program>\d{1,4}): /},
	{writer: 'mpirun --tag-output', example: '[1,0]<stdout>:', form: /^\[(?<program>\d+,\d+)\]<std(?:out|err)>:/},
	{writer: 'the runner of GitLab behind its time', example: '00O ', form: /^\d\d[EO][ +]/},
];

const forms = prefixWriters.map(({form}) => form);

/** What each of the forms begins with: one look at a line, since nearly all have none. */
const beginning = /^(?:\[|\d{4}-|std|[A-Z][a-z]{2} [\d ]|DEBUG|INFO|WARNING|ERROR|(?:[\w\-.@]+ +)?[-|] |\([\w.]|[EFIW]\d{4}|\d{13} | ?\d{1,4}: |\d\d[EO][ +])/;

/** Beginnings of lines that only a training prints; every log of one has some. */
const firstLinePattern = /^(?:YOLO\w* \S.* torch[ -]\d|Ultralytics (?:YOLOv?)?\d|Namespace\(|[\w\-./\\]+: \w+=\S*, \w+=|Logging results to |Starting training for |\s+Epoch +(?:GPU_mem|gpu_mem) |\s{4,}Class +Images |\s{4,}classes +top1|\s{4,}all +\d+ +\d+ +\d)/;

/** What a program says that ends before it has said anything else. */
const failing = /^(?:Traceback \(most recent call last\):$|\S+\.py: error: |\S*python[\d.]*: can't open file )/;

/** Of them, what a training prints before anything else. */
const opening = /^(?:YOLO\w* \S.* torch[ -]\d|Ultralytics (?:YOLOv?)?\d|Namespace\(|[\w\-./\\]+: \w+=\S*, \w+=)/;

/** Of them, the tables: a process that only belongs to another's training prints none. */
const table = /^\s+(?:Epoch|Class|classes|all) /;
/** Lines of tables; two trainings that began at once are not so far apart. */
const enoughTableLines = 3;

/** The report of Docker Compose on a service, which has no prefix. */
const composeExit = /^([\w\-.]+) +(exited with code \d+)\s*$/;

/** Which process of several printed the line. Source: PyTorch 2.2 and later, torchrun --tee. */
const rankForm = /^\[(?:rank(?<rank>\d{1,4})\]: ?|default(?<local>\d{1,4})\]:)/;

/** Whether torchrun's name of a process was taken away; it names no process before the rewrites of a bar, which are on one line. */
const isTee = (inner: string, outer: string) => inner.length < outer.length && outer.startsWith('[default');
const rewrite = /^\s*\d+\/\d+ .*\d%|^\s*\d+%\|/;

/** Writers that put a prefix of their own before lines of one log. */
const maxPrefixes = 4;

/** A line as the training printed it. */
export type OwnText = {
	readonly text: string;
	readonly rank: number | undefined;
	/** Which other training printed the line, where several print into one log; undefined for the one that is read. */
	readonly other?: string;
};

/** Takes away what comes before each line of a log that another program wrote. */
export type LinePrefix = {
	/** A line that has no prefix, such as the rewrites of a bar, stays as it is. From a transient line nothing is learned. */
	strip(text: string, isTransient: boolean): OwnText;
	/** Lines with the prefix that came before it was known, as they were printed; once, when it has become known. */
	takeEarlier(): readonly string[];
};

/** More lines are not printed before a training, but for those of the user. */
const mostEarlier = 200;

/** A prefix is known from the first line that tells a training behind one; some writers put it before some lines only. */
export function createLinePrefix(): LinePrefix {
	const found: Array<readonly RegExp[]> = [];
	const programs = createPrograms();
	/** Whether the training has begun a line without a prefix: then blanks before another one are its own. */
	let isFlush = false;
	/** Which process of several printed last, where torchrun names each. */
	let teeRank: number | undefined;
	let held: string[] = [];
	let earlier: readonly string[] = [];

	/** The forms before a line that tells a training; undefined for every other line, some of which are held until such a one comes. */
	const learn = (text: string): readonly RegExp[] | undefined => {
		const matching = beginning.test(text) ? matchingForms(text) : [];
		const own = matching.length > 0 ? without(text, matching).text : '';
		if (firstLinePattern.test(own) || failing.test(own)) {
			return matching;
		}

		const prefix = learnPrefix(text);
		isFlush ||= prefix === 'none';
		const isOwn = prefix === undefined || prefix === 'none' || firstLinePattern.test(text) || (prefix.isIndentation && isFlush);
		const learned = isOwn ? undefined : prefix.form;
		if (learned === undefined && matching.length > 0 && found.length === 0 && held.length < mostEarlier) {
			held.push(text);
		}

		return learned && [learned];
	};

	const stripForms = (text: string, isTransient: boolean): Stripped => {
		for (const known of found) {
			const own = without(text, known);
			if (own.text !== text) {
				return own;
			}
		}

		const matching = isTransient || found.length === maxPrefixes ? undefined : learn(text);
		if (matching === undefined) {
			return {text};
		}

		const own = without(text, matching);
		found.push(matching);
		earlier = held
			.map(line => ({line, own: without(line, matching)}))
			.filter(({line, own: before}) => before.text !== line && before.program === own.program)
			.map(({own: before}) => before.text);
		held = [];
		return own;
	};

	return {
		strip(text, isTransient) {
			const [, service, report] = text.includes(' exited with code ') ? composeExit.exec(text) ?? [] : [];
			if (service !== undefined && service === programs.current) {
				return {text: report!, rank: undefined};
			}

			const [outer, first] = withoutRank(text);
			const {text: own, program} = stripForms(outer, isTransient);
			const [inner, second] = withoutRank(own);
			teeRank = isTee(outer, text) || isTee(inner, own) ? first ?? second : teeRank;
			const other = program === undefined ? undefined : programs.otherOf(program, inner, isTransient);
			const leftOut = other === undefined ? undefined : programs.takeUp(other, inner, isTransient);
			earlier = leftOut ?? earlier;
			return {text: inner, rank: first ?? second ?? (rewrite.test(inner) ? teeRank : undefined), ...(other !== undefined && leftOut === undefined && {other})};
		},
		takeEarlier() {
			const taken = earlier;
			earlier = [];
			return taken;
		},
	};
}

/**
Tells trainings apart that print into one log at once, such as trials, by the names before their lines. The one that began last is read:
it may follow one that is over, or run beside it.
*/
function createPrograms() {
	let current: string | undefined;
	/** Whether the current one has said more than its beginning. */
	let isUnderWay = false;
	/** Whether those that are not read run beside the others: they reported their training since another began, or began just before it. */
	const others = new Map<string, boolean>();
	/** One that had only begun when the current one began, and what it has said since, as long as the current one has printed no table. */
	let rival: {readonly program: string; readonly texts: string[]; tableLines: number} | undefined;

	return {
		/**
		Goes back to one that was left for another that has not come further: a process of the same training that says its beginning too. Gives the lines of
		it that were left out, the last one aside; undefined where the current one stays.
		*/
		takeUp(program: string, text: string, isTransient: boolean): readonly string[] | undefined {
			if (isTransient || rival?.program !== program) {
				return undefined;
			}

			rival.tableLines += Number(table.test(text));
			if (rival.tableLines < enoughTableLines) {
				rival.texts.push(text);
				rival = rival.texts.length === mostEarlier ? undefined : rival;
				return undefined;
			}

			const {texts} = rival;
			rival = undefined;
			others.set(current!, true);
			others.delete(program);
			current = program;
			isUnderWay = true;
			return texts;
		},
		/** The name of the one that is read. */
		get current() {
			return current;
		},
		/** The name where the line is of a training that is not read. Programs that report no training, such as launchers, are none. */
		otherOf(program: string, text: string, isTransient: boolean): string | undefined {
			if (program === current) {
				const isTelling = !isTransient && firstLinePattern.test(text);
				isUnderWay ||= isTelling && !opening.test(text);
				rival = isTelling && table.test(text) ? undefined : rival;
				return undefined;
			}

			if (isTransient || !firstLinePattern.test(text)) {
				return others.has(program) ? program : undefined;
			}

			if (current !== undefined && (others.get(program) === true || !opening.test(text))) {
				others.set(program, true);
				return program;
			}

			if (current !== undefined) {
				others.set(current, !isUnderWay);
				rival = isUnderWay ? undefined : {program: current, texts: [], tableLines: 0};
			}

			others.delete(program);
			current = program;
			isUnderWay = !opening.test(text);
			return undefined;
		},
	};
}

/** What is behind the prefixes of a line, and which program they name. */
type Stripped = {readonly text: string; readonly program?: string | undefined};

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

function without(text: string, matching: readonly RegExp[]): Stripped {
	let rest = text;
	let program: string | undefined;
	for (const form of matching) {
		const match = form.exec(rest);
		if (match === null) {
			continue;
		}

		rest = rest.slice(match[0].length);
		program ??= match.groups?.program;
	}

	return {text: rest, program};
}
