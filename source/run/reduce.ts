import {isSourceEvent, type RunEvent} from '../domain/event.ts';
import type {RunState} from '../domain/run.ts';
import {isEqual} from './is-equal.ts';
import {reduceOutput} from './reduce-output.ts';
import {reduceSource} from './reduce-source.ts';

/** The state after an event. An event that says nothing new gives the same object back. Never throws. */
export function reduce(state: RunState, event: RunEvent): RunState {
	const isOfSource = isSourceEvent(event);
	const next = isOfSource ? reduceSource(state, event) : reduceOutput(state, event);
	if (next === state) {
		return state;
	}

	const {isSame, parts} = unchangedParts(state, next);
	return isSame ? state : {...next, ...parts, ...(event.at !== undefined && {lastEventAt: event.at, ...(!isOfSource && {spokenAt: event.at})})};
}

/**
The parts that were made again and say the same stay the objects that they were: what is derived from a part, such as the diagnoses, is derived again when
the part is another object. Whether all is the same, too. The long parts (history, classes and their tables, records of the probe, earlier runs) keep their
identity when nothing changed and are not looked through.
*/
function unchangedParts(one: RunState, other: RunState): {readonly isSame: boolean; readonly parts: Partial<RunState> | undefined} {
	let parts: Record<string, unknown> | undefined;
	let isSame = true;
	for (const key of Object.keys(other) as Array<keyof RunState>) {
		if (one[key] === other[key]) {
			continue;
		}

		if (!isLong(key) && isEqual(one[key], other[key])) {
			parts ??= {};
			parts[key] = one[key];
		} else {
			isSame = false;
		}
	}

	return {isSame: isSame && Object.keys(one).every(key => one[key as keyof RunState] === undefined || Object.hasOwn(other, key)), parts};
}

function isLong(key: keyof RunState): boolean {
	return ['history', 'classes', 'classTables', 'earlierRuns', 'probe'].includes(key);
}
