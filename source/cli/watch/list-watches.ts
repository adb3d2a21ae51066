import {quoteCommand} from '../../domain/shell-quote.ts';
import {findHolder} from '../../watch/lock.ts';
import {lastEpochBefore} from '../../watch/until.ts';
import type {QueueEntry, Watch} from '../../watch/watch.ts';
import {listWatches} from '../../watch/watch-file.ts';
import {clockText, outcomeLines, stepText} from '../../words/watch.ts';
import {type Language, wordsIn} from '../../words/words.ts';
import type {Io} from '../io.ts';
import type {ResolvedTarget} from '../resolve-target.ts';
import {lockFile, watchDirectory} from './watch-directory.ts';

/** A watch, and whether its keeper lives. */
export type ListedWatch = {readonly watch: Watch; readonly isWatched: boolean};

/** All watches with whether their keepers live, oldest first. */
export async function readListed({environment}: Pick<Io, 'environment'>): Promise<readonly ListedWatch[]> {
	const directory = watchDirectory(environment);
	const watches = await listWatches(directory);
	return Promise.all(watches.map(async watch => ({watch, isWatched: await findHolder(lockFile(directory, watch.id)) !== undefined})));
}

/** Those that are not over. */
export async function listActive(io: Pick<Io, 'environment'>): Promise<readonly ListedWatch[]> {
	const listed = await readListed(io);
	return listed.filter(({watch}) => watch.outcome === undefined);
}

/** The watch of a container; undefined where there is none. */
export async function findListed({container}: Pick<ResolvedTarget, 'container'>, io: Pick<Io, 'environment'>): Promise<ListedWatch | undefined> {
	const active = container === undefined ? [] : await listActive(io);
	return active.findLast(({watch: {subject}}) => subject.kind === 'container' && subject.containerId === container?.details.id);
}

/** Of those that are over the newest are shown. */
const maxOver = 5;

const schema = 1;

/** What an entry starts, as a person typed it. */
export const entryText = ({words, isLocal}: Pick<QueueEntry, 'words' | 'isLocal'>): string => quoteCommand(isLocal && words[0] === '--' ? words.slice(1) : words);

const indent = (lines: readonly string[]): readonly string[] => lines.map(line => `    ${line}`);

/** One watch that is not over: what it does, then what it has done. */
function activeLines({watch, isWatched}: ListedWatch, language: Language, now: number): readonly string[] {
	const words = wordsIn(language).watch;
	const {name, max, until, isBeforeLimit = false, pace, steps, awaySince, changedAt} = watch;
	const epoch = until === undefined ? undefined : lastEpochBefore(until, pace);
	const ending = [epoch === undefined ? '' : String(epoch), pace?.epochs === undefined ? '' : String(pace.epochs)] as const;
	return [
		`  ${max === 0 ? words.onlyEnd(name) : words.watched(name, String(steps.length), String(max))}`,
		...indent([
			...(isWatched ? [] : [words.unwatched(clockText(changedAt, now), name)]),
			...(awaySince === undefined ? [] : [words.away(clockText(awaySince, now))]),
			...(isBeforeLimit ? [words.beforeLimit(...ending)] : (until === undefined ? [] : [words.until(clockText(until, now), ...ending)])),
			...steps.map(step => stepText(step, language, now)),
		]),
	];
}

/** What `yolotop queue` prints. */
export function watchLines(watches: readonly ListedWatch[], language: Language, now: number): readonly string[] {
	const words = wordsIn(language).watch;
	const active = watches.filter(({watch}) => watch.outcome === undefined);
	const over = watches.filter(({watch}) => watch.outcome !== undefined).slice(-maxOver);
	const entries = watches.flatMap(({watch}) => watch.queue.map(entry => ({watch, entry})));
	if (watches.length === 0) {
		return [words.nothing];
	}

	return [
		...(active.length === 0 ? [] : [words.watching, ...active.flatMap(listed => activeLines(listed, language, now))]),
		...(entries.length === 0
			? []
			: [words.waiting, ...entries.flatMap(({watch, entry}, index) => [
				`  ${words.entry(String(index + 1), entryText(entry), watch.name, entry.isAfterSuccess)}`,
				...(watch.outcome === undefined ? [] : indent([words.notStarted])),
			])]),
		...(over.length === 0
			? []
			: [words.ended, ...over.flatMap(({watch}) => [
				`  ${words.name(watch.name)}`, ...indent([...watch.steps.map(step => stepText(step, language, now)), ...outcomeLines(watch.outcome!, language, now)]),
			])]),
	];
}

/** One watch for a program; unknown is null. */
export function watchToJson({watch, isWatched}: ListedWatch): Readonly<Record<string, unknown>> {
	const {id, name, subject, max, until, isBeforeLimit = false, pace, begunAt, steps, awaySince, outcome, queue} = watch;
	return {
		id,
		name,
		kind: subject.kind,
		isWatched,
		keepGoing: max,
		used: steps.length,
		begunAt,
		until: until ?? null,
		beforeLimit: isBeforeLimit,
		endsAtEpoch: until === undefined ? null : lastEpochBefore(until, pace) ?? null,
		engineAwaySince: awaySince ?? null,
		steps: steps.map(({at, cause, change, completedEpochs}) => ({
			at, cause, change, completedEpochs: completedEpochs ?? null,
		})),
		outcome: outcome === undefined
			? null
			: {
				kind: outcome.kind, reason: outcome.reason, at: outcome.at, rule: outcome.rule ?? null, error: outcome.error?.code ?? null,
			},
		queue: queue.map(({words, isLocal, directory, isAfterSuccess, max: tries}) => ({
			words, isLocal, directory, isAfterSuccess, keepGoing: tries,
		})),
	};
}

/** The answer of `queue --json`. */
export const watchesToJson = (watches: readonly ListedWatch[]): Readonly<Record<string, unknown>> => ({schema, watches: watches.map(listed => watchToJson(listed))});
