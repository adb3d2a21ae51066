import process from 'node:process';
import {UserError} from '../../domain/user-error.ts';
import {quoteCommand} from '../../domain/shell-quote.ts';
import {maskCommand} from '../../domain/mask-command.ts';
import {findHolder} from '../../watch/lock.ts';
import {newWatchId, listWatches, removeWatch} from '../../watch/watch-file.ts';
import type {QueueEntry, Watch} from '../../watch/watch.ts';
import {wordsIn} from '../../words/words.ts';
import type {Io} from '../io.ts';
import type {Options} from '../options/options.ts';
import {resolveTarget} from '../resolve-target.ts';
import {
	beginWatch,
	changeWatch,
	targetSubject,
	tellWatch,
} from './begin-watch.ts';
import {
	entryText,
	readListed,
	watchesToJson,
	watchLines,
} from './list-watches.ts';
import {lockFile, watchDirectory} from './watch-directory.ts';
import {hasKeeperEnded, ownWords, startKeeper} from './start-keeper.ts';

/** What a person may say behind `queue`. */
const subcommands = ['add', 'remove', 'move', 'watch'] as const;

/** Words that may hold a secret, of a command or of a flag that sets a variable of the environment, are kept in no file. */
function refuseSecrets(words: readonly string[]): void {
	const masked = maskCommand(words);
	const secret = words.find((word, index) => word !== masked[index] || (/^(?:-e|--env)$/.test(words[index - 1] ?? '') && word.includes('=')) || /^(?:-e|--env=)\w+=/.test(word));
	if (secret !== undefined) {
		throw new UserError('queue-secret', {word: `${secret.split('=', 1)[0]!}=…`});
	}
}

/** The watches that are not over. */
async function readActive({environment}: Io): Promise<readonly Watch[]> {
	const watches = await listWatches(watchDirectory(environment));
	return watches.filter(({outcome}) => outcome === undefined);
}

/** The training that an entry waits for: one that is watched already, or a container that trains. */
async function findBefore({after, ...options}: Options, io: Io): Promise<{readonly watch: Watch} | {readonly name: string; readonly subject: Watch['subject']}> {
	const active = await readActive(io);
	const named = after === undefined ? active.filter(({queue}) => queue.length > 0) : active.filter(({id, name}) => name === after || id === after);
	const known = named.at(-1) ?? (after === undefined && active.length === 1 ? active[0] : undefined);
	if (known !== undefined) {
		return {watch: known};
	}

	const target = await resolveTarget({...options, target: after}, io);
	try {
		return await targetSubject(target, false, options, io);
	} finally {
		target.close();
	}
}

async function add(options: Options, io: Io): Promise<number> {
	const {words, isLocal, isAfterSuccess, keepGoing = 0, language} = options;
	if (words.filter(word => word !== '--').length === 0) {
		throw new UserError('usage-incomplete', {what: 'queue add', suggestion: 'yolotop queue add PROFILE'});
	}

	refuseSecrets(words);
	const before = await findBefore(options, io);
	const entry: QueueEntry = {
		id: newWatchId(io.now()), words, isLocal, directory: process.cwd(), isAfterSuccess, max: keepGoing,
	};
	const {id, name} = 'watch' in before ? before.watch : await beginWatch(before.subject, before.name, {}, options, io);
	await changeWatch(id, watch => {
		if (watch === undefined) {
			throw new UserError('watch-not-found', {name});
		}

		return {...watch, queue: [...watch.queue, entry]};
	}, io);
	const texts = wordsIn(language).watch;
	io.stderr.write(`yolotop: ${(isAfterSuccess ? texts.addedAfterSuccess : texts.added)(entryText(entry), name)}\nyolotop: ${texts.howToSee(name)}\n`);
	return 0;
}

/** What waits, in the order in which the numbers of the list name it. */
const entriesOf = (watches: readonly Watch[]): ReadonlyArray<{readonly watch: Watch; readonly entry: QueueEntry}> => watches.flatMap(watch => watch.queue.map(entry => ({watch, entry})));

async function findEntry(number: string, io: Io): Promise<{readonly watch: Watch; readonly entry: QueueEntry}> {
	const found = /^\d{1,4}$/.test(number) ? entriesOf(await listWatches(watchDirectory(io.environment)))[Number(number) - 1] : undefined;
	if (found === undefined) {
		throw new UserError('queue-number-invalid', {number});
	}

	return found;
}

/** Changes the queue of a watch; of one that is over nothing is started again by it. */
async function changeQueue({id}: Watch, change: (queue: readonly QueueEntry[]) => readonly QueueEntry[], io: Io): Promise<void> {
	await changeWatch(id, watch => {
		if (watch === undefined) {
			throw new UserError('watch-not-found', {name: id});
		}

		return {...watch, queue: change(watch.queue)};
	}, io);
}

async function remove(name: string | undefined, {language}: Options, io: Io): Promise<number> {
	const texts = wordsIn(language).watch;
	const directory = watchDirectory(io.environment);
	if (name !== undefined && /^\d{1,4}$/.test(name)) {
		const {watch, entry} = await findEntry(name, io);
		await (watch.outcome === undefined
			? changeQueue(watch, queue => queue.filter(({id}) => id !== entry.id), io)
			: removeWatch(directory, watch.id));
		io.stderr.write(`yolotop: ${texts.entryRemoved(entryText(entry))}\n`);
		return 0;
	}

	const watches = await listWatches(directory);
	const found = watches.findLast(watch => watch.name === name || watch.id === name);
	if (found === undefined) {
		throw new UserError('watch-not-found', {name: name ?? ''});
	}

	if (!await hasKeeperEnded(found.id, io)) {
		throw new UserError('watch-busy', {name: found.name});
	}

	await removeWatch(directory, found.id);
	io.stderr.write(`yolotop: ${found.outcome === undefined ? texts.removed(found.name) : texts.forgotten(found.name)}\n`);
	return 0;
}

async function move([from = '', to = '']: readonly string[], {language}: Options, io: Io): Promise<number> {
	const {watch, entry} = await findEntry(from, io);
	const other = await findEntry(to, io);
	if (other.watch.id !== watch.id || watch.outcome !== undefined) {
		throw new UserError('queue-number-invalid', {number: to});
	}

	await changeQueue(watch, queue => {
		const place = queue.findIndex(({id}) => id === other.entry.id);
		const rest = queue.filter(({id}) => id !== entry.id);
		return [...rest.slice(0, place), entry, ...rest.slice(place)];
	}, io);
	io.stderr.write(`yolotop: ${wordsIn(language).watch.moved}\n`);
	return 0;
}

/** Starts the keepers that are gone, for instance after a restart of the machine. */
async function watchAgain(options: Options, io: Io): Promise<number> {
	const texts = wordsIn(options.language).watch;
	const directory = watchDirectory(io.environment);
	const active = await readActive(io);
	for (const watch of active) {
		if (await findHolder(lockFile(directory, watch.id)) !== undefined) {
			continue;
		}

		await startKeeper(watch, io);
		io.stderr.write(`yolotop: ${texts.watchedAgain(watch.name)}\n`);
	}

	io.stderr.write(`yolotop: ${texts.allWatched}\n`);
	if (active.length > 0) {
		io.stderr.write(`yolotop: ${texts.afterRestart}\n@reboot ${quoteCommand([...await ownWords(), 'queue', 'watch'])}\n`);
	}

	return 0;
}

/** Watches a training that a person names. */
async function watchTarget(target: string, options: Options, io: Io): Promise<number> {
	const active = await readActive(io);
	const known = active.findLast(({name, id}) => name === target || id === target);
	if (known !== undefined && options.keepGoing === undefined) {
		await startKeeper(known, io);
		io.stderr.write(`yolotop: ${wordsIn(options.language).watch.watchedAgain(known.name)}\n`);
		return 0;
	}

	const resolved = await resolveTarget({...options, target}, io);
	try {
		const {subject, name} = await targetSubject(resolved, true, options, io);
		tellWatch(await beginWatch(subject, name, {max: options.keepGoing ?? 3}, options, io), options, io);
		return 0;
	} finally {
		resolved.close();
	}
}

/** `yolotop queue`: what is kept going, and what starts when a training has ended. */
export async function queueCommand(options: Options, io: Io): Promise<number> {
	const {targets, language, isJson} = options;
	const [subcommand, ...names] = targets;
	if (subcommand === undefined) {
		const watches = await readListed(io);
		if (isJson) {
			io.stdout.writeJson(watchesToJson(watches), 2);
		} else {
			io.stdout.write(`${watchLines(watches, language, io.now()).join('\n')}\n`);
		}

		return 0;
	}

	if (options.isReadOnly) {
		throw new UserError('read-only');
	}

	switch (subcommand) {
		case 'add': {
			return add(options, io);
		}

		case 'remove': {
			return remove(names[0], options, io);
		}

		case 'move': {
			return move(names, options, io);
		}

		case 'watch': {
			return names[0] === undefined ? watchAgain(options, io) : watchTarget(names[0], options, io);
		}

		default: {
			throw new UserError('usage-invalid', {what: subcommand, suggestion: `yolotop queue ${subcommands.join('|')}`});
		}
	}
}
