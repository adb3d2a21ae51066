import {posix} from 'node:path';
import type {Settings} from '../domain/framework.ts';
import type {CallOptions, Engine} from '../engine/engine.ts';
import {glanceSettings} from '../parse/settings-glance.ts';
import type {RunCandidate, TrainingFacts} from './claims.ts';
import {tableNames} from './run-file-names.ts';
import {rowsOf} from './run-listing.ts';
import {splitFiles} from './split-files.ts';

/** More runs of one container are not told apart by their settings. */
const maxRuns = 40;

const maxBytes = 1024 * 1024;

export type OpenQuestion = {readonly container: string; readonly facts: TrainingFacts; /** Whether its directory is still sought. */ readonly isOpen: boolean};

/** What is read of a run where several trainings could have made it. */
type Contents = Pick<RunCandidate, 'settings' | 'epochs'>;

/** The same facts with the settings and the rows of the newest candidates, where several trainings could have made them: two programs a container. */
export async function withReadSettings(engine: Engine, questions: readonly OpenQuestion[], options: CallOptions): Promise<readonly TrainingFacts[]> {
	const containers = new Set(questions.filter(({isOpen}) => isOpen).map(({container}) => container));
	const read = new Map(await Promise.all([...containers].map(async container => {
		const {candidates} = questions.find(question => question.container === container)!.facts;
		return [container, await readContents(engine, container, candidates, options)] as const;
	})));
	return questions.map(({container, facts}) => {
		const contents = read.get(container);
		return contents === undefined ? facts : {...facts, candidates: facts.candidates.map(candidate => ({...candidate, ...contents.get(candidate.directory)}))};
	});
}

async function readContents(engine: Engine, container: string, candidates: readonly RunCandidate[], options: CallOptions): Promise<ReadonlyMap<string, Contents>> {
	const newest = candidates.toSorted((one, other) => other.modifiedAt - one.modifiedAt).slice(0, maxRuns);
	const directories = newest.map(({directory}) => directory);
	const [settings, epochs] = await Promise.all([readSettings(engine, container, newest, options), countEpochs(engine, container, directories, options)]);
	return new Map(directories.map(directory => [directory, {
		...(settings.has(directory) && {settings: settings.get(directory)!}), ...(epochs.has(directory) && {epochs: epochs.get(directory)!}),
	}]));
}

async function readSettings(engine: Engine, container: string, candidates: readonly RunCandidate[], options: CallOptions): Promise<ReadonlyMap<string, Settings>> {
	const files = candidates.flatMap(({directory, settingsName}) => settingsName === undefined ? [] : [posix.join(directory, settingsName)]);
	try {
		const {stdout} = await engine.exec(container, ['tail', '-n', '+1', ...files, '/dev/null'], {...options, maxBytes});
		return new Map([...splitFiles(stdout, new Set(files))].map(([path, text]) => [posix.dirname(path), glanceSettings(text)]));
	} catch {
		options.signal?.throwIfAborted();
		return new Map();
	}
}

/** The rows of each run's table; a run without a table has none. */
async function countEpochs(engine: Engine, container: string, directories: readonly string[], options: CallOptions): Promise<ReadonlyMap<string, number>> {
	const files = directories.flatMap(directory => tableNames.map(name => posix.join(directory, name)));
	try {
		const {stdout} = await engine.exec(container, ['wc', '-l', ...files, '/dev/null'], {...options, maxBytes});
		const lines = new Map(stdout.split('\n').map(line => /^\s*(\d+) (.+)$/.exec(line)).filter(match => match !== null).map(([, count, path]) => [path!, Number(count)]));
		return lines.has('/dev/null') ? new Map(directories.map(directory => [directory, rowsOf(name => lines.get(posix.join(directory, name)))])) : new Map();
	} catch {
		options.signal?.throwIfAborted();
		return new Map();
	}
}
