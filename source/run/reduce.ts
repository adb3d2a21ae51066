import {isSourceEvent, type RunEvent} from '../domain/event.ts';
import type {RunState} from '../domain/run.ts';
import {isEqual} from './is-equal.ts';
import {reduceOutput} from './reduce-output.ts';
import {reduceSource} from './reduce-source.ts';

/** The state after an event. An event that says nothing new gives the same object back. Never throws. */
export function reduce(state: RunState, event: RunEvent): RunState {
	const isOfSource = isSourceEvent(event);
	const next = isOfSource ? reduceSource(state, event) : reduceOutput(state, event);
	if (next === state || isSameState(state, next)) {
		return state;
	}

	return event.at === undefined ? next : {...next, lastEventAt: event.at, ...(!isOfSource && {spokenAt: event.at})};
}

/** Compares field by field; the long ones (history, classes and their tables, records of the probe, earlier runs) keep their identity when nothing changed. */
function isSameState(one: RunState, other: RunState): boolean {
	for (const key of Object.keys({...one, ...other}) as Array<keyof RunState>) {
		if (one[key] !== other[key] && (isLong(key) || !isEqual(one[key], other[key]))) {
			return false;
		}
	}

	return true;
}

function isLong(key: keyof RunState): boolean {
	return ['history', 'classes', 'classTables', 'earlierRuns', 'probe'].includes(key);
}
