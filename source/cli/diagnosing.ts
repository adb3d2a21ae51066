import {diagnose, diagnosisChanges} from '../checks/diagnose.ts';
import {gatherFacts} from '../checks/gather-facts.ts';
import type {ContainerFacts} from '../checks/diagnosis-facts.ts';
import type {Diagnosis, DiagnosisEvent} from '../checks/diagnosis.ts';
import type {RunEvent} from '../domain/event.ts';
import type {RunState} from '../domain/run.ts';
import type {Resources} from '../run/resources.ts';
import type {Language} from '../words/words.ts';

/** What the rules may know beside the run. */
export type DiagnosingContext = {
	readonly language: Language;
	/** Undefined for a target that is no container. */
	readonly container?: ContainerFacts | undefined;
	readonly resources?: (() => Resources) | undefined;
};

/** Asks the rules again and again while a run goes on. */
export type Diagnosing = {
	/** What is wrong at this moment; `at` in milliseconds since 1970. */
	diagnose(run: RunState, at: number): readonly Diagnosis[];
	/** What has begun or ended since it was asked last. A batch that holds progress only is looked at once a second. */
	changes(run: RunState, at: number, batch?: readonly RunEvent[]): readonly DiagnosisEvent[];
};

/** Bars redraw many times a second; the rules need no more than this. */
const progressMs = 1000;
const progressTypes: ReadonlySet<RunEvent['type']> = new Set<RunEvent['type']>(['epoch-progressed', 'validation-progressed']);

/** Creates the diagnoses of one run. */
export function createDiagnosing({language, container, resources}: DiagnosingContext): Diagnosing {
	let current: readonly Diagnosis[] = [];
	let lastAt = 0;

	const ask = (run: RunState, at: number): readonly Diagnosis[] => diagnose(gatherFacts({
		run, now: at, container, resources: resources?.(),
	}), language);

	return {
		diagnose: ask,
		changes(run, at, batch) {
			const isProgressOnly = batch?.every(({type}) => progressTypes.has(type)) ?? false;
			if (isProgressOnly && at - lastAt < progressMs) {
				return [];
			}

			lastAt = at;
			const before = current;
			current = ask(run, at);
			return diagnosisChanges(before, current).map(event => ({...event, at}));
		},
	};
}
