import {posix} from 'node:path';
import type {Settings} from '../domain/framework.ts';
import type {CallOptions, Engine} from '../engine/engine.ts';
import {glanceSettings} from '../parse/settings-glance.ts';
import type {RunCandidate, TrainingFacts} from './claims.ts';
import {splitFiles} from './split-files.ts';

/** More runs of one container are not told apart by their settings. */
const maxRuns = 40;

const maxBytes = 1024 * 1024;

export type OpenQuestion = {readonly container: string; readonly facts: TrainingFacts; /** Whether its directory is still sought. */ readonly isOpen: boolean};

/** The same facts with the settings of the newest candidates, where several trainings could have made them: one program a container. */
export async function withReadSettings(engine: Engine, questions: readonly OpenQuestion[], options: CallOptions): Promise<readonly TrainingFacts[]> {
	const containers = new Set(questions.filter(({isOpen}) => isOpen).map(({container}) => container));
	const read = new Map(await Promise.all([...containers].map(async container => {
		const {candidates} = questions.find(question => question.container === container)!.facts;
		return [container, await readSettings(engine, container, candidates, options)] as const;
	})));
	return questions.map(({container, facts}) => {
		const settings = read.get(container);
		return settings === undefined
			? facts
			: {...facts, candidates: facts.candidates.map(candidate => ({...candidate, ...(settings.has(candidate.directory) && {settings: settings.get(candidate.directory)!})}))};
	});
}

async function readSettings(engine: Engine, container: string, candidates: readonly RunCandidate[], options: CallOptions): Promise<ReadonlyMap<string, Settings>> {
	const newest = candidates.toSorted((one, other) => other.modifiedAt - one.modifiedAt).slice(0, maxRuns);
	const files = newest.flatMap(({directory, settingsName}) => settingsName === undefined ? [] : [posix.join(directory, settingsName)]);
	try {
		const {stdout} = await engine.exec(container, ['tail', '-n', '+1', ...files, '/dev/null'], {...options, maxBytes});
		return new Map([...splitFiles(stdout, new Set(files))].map(([path, text]) => [posix.dirname(path), glanceSettings(text)]));
	} catch {
		options.signal?.throwIfAborted();
		return new Map();
	}
}
