import {frameworkToName} from '../source/domain/framework.ts';
import {dialects} from '../source/parse/dialects/table.ts';
import {iterationForms} from '../source/parse/iteration-lines.ts';
import {prefixWriters} from '../source/parse/line-prefix.ts';
import {logWriters} from '../source/feed/log-format.ts';

function table(columns: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
	return [columns, columns.map(() => '---'), ...rows].map(cells => `| ${cells.map(cell => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`).join('\n');
}

/** What output is read: every dialect, every wrapping. Ends with a line feed. */
export function formatsToMarkdown(): string {
	return `${[
		'# Formats that are read',
		'What a training prints is read by the names of its columns and the forms of its lines, so a version that is not listed is read too as long as it keeps them. A losses\' column that is new keeps its own name. This page is made from the tables of the code by `npm run docs`.',
		'## Programs',
		table(
			['`framework.name`', '`variant`', 'called', 'versions', 'banner begins with', 'programs', 'known from'],
			dialects.map(({framework, variant, versions, bannerWords = [], programs = [], knownFrom}) => [
				`\`${framework}\``,
				variant === undefined ? '' : `\`${variant}\``,
				variant === undefined || framework === 'yolov5' ? frameworkToName({name: framework, ...(variant !== undefined && {variant})}) : `${frameworkToName({name: framework})}: ${variant}`,
				versions,
				bannerWords.map(word => `\`${word}\``).join(', '),
				programs.map(({name}) => `\`${name}\``).join(', '),
				knownFrom.join('; '),
			]),
		),
		'Other families of models that Ultralytics trains are named by the number in the name of the model: `yolov8`, `yolo11`, `yolo12`, `yolo26`.',
		'## Files and streams',
		'Told by the first bytes; gzip is unpacked. Text is UTF-8, or the code page 936 of a Chinese Windows where its bytes are no UTF-8.',
		table(['format', 'written by'], Object.entries(logWriters).map(([format, writer]) => [`\`${format}\``, writer])),
		'## Prefixes of lines',
		'Taken away where a line behind one is a training\'s, also when only some lines have it.',
		table(['written by', 'for example'], prefixWriters.map(({writer, example}) => [writer, `\`${example}\``])),
		'A prefix that is in no table is learned from the first banner, options or start of a training behind it: figures, levels and days may differ from line to line, all else is the same. An indentation of the whole log, such as that of code in Markdown, is left out too. Colours that a log holds as text (`[34m`, `^[[34m`, `#033[34m`, `\\u001b[34m`) are left out.',
		'## Several trainings of one program',
		'Until the last of them the program is not over. Where nobody says how many there are, it is over with what a script says behind all of them (`Cross-validation complete`, `Best trial: ...`), when its output ends, or when a log file has been silent for a quarter of an hour.',
		table(['program', 'for example'], [
			...iterationForms.map(({program, example}) => [program, `\`${example}\``]),
			['YOLOv5\'s evolution (`--evolve`)', '`evolve: 2 generations finished, current result:`'],
			['a sweep of Weights & Biases', '`wandb: Agent Starting Run: 7x1l2m3n with config:`'],
		]),
		'## Ends',
		'The last exception of a program is its end, unless it comes from a thread, a handler of logging or a trial, or the training goes on. Tracebacks of Python, notebooks and loguru, groups of exceptions, boxes of rich, the report of torchrun. What shells, make, PyCharm, Docker Compose, kubectl, GitHub Actions, GitLab, Jenkins, Slurm, PBS and LSF say of a program that ended is read too; exit statuses of Windows are named. A log that just stops keeps the state that it told last, however old it is; that nothing was written since is said beside it.',
	].join('\n\n')}\n`;
}
