import type {RunEvent, SourceEvent} from '../domain/event.ts';
import type {RunState} from '../domain/run.ts';
import {isEqual} from './is-equal.ts';
import {reduceOutput} from './reduce-output.ts';
import {reduceSource} from './reduce-source.ts';

const sourceEventTypes: Readonly<Record<SourceEvent['type'], true>> = {
	'target-described': true,
	'container-changed': true,
	'run-directory-located': true,
	'connection-changed': true,
	'settings-read': true,
	'history-read': true,
	'checkpoints-observed': true,
	'training-observed': true,
	'process-exited': true,
	'training-relaunched': true,
	'tool-printed': true,
	'tool-exited': true,
};

/** The state after an event. An event that says nothing new gives the same object back. Never throws. */
export function reduce(state: RunState, event: RunEvent): RunState {
	const next = isSourceEvent(event) ? reduceSource(state, event) : reduceOutput(state, event);
	if (next === state || isSameState(state, next)) {
		return state;
	}

	return event.at === undefined ? next : {...next, lastEventAt: event.at};
}

/** Whether an event is none of the output. */
export function isSourceEvent(event: RunEvent): event is SourceEvent {
	return Object.hasOwn(sourceEventTypes, event.type);
}

/** Compares field by field; the long ones (history, classes and their tables, earlier runs) keep their identity when nothing changed. */
function isSameState(one: RunState, other: RunState): boolean {
	for (const key of Object.keys({...one, ...other}) as Array<keyof RunState>) {
		if (one[key] !== other[key] && (isLong(key) || !isEqual(one[key], other[key]))) {
			return false;
		}
	}

	return true;
}

function isLong(key: keyof RunState): boolean {
	return ['history', 'classes', 'classTables', 'earlierRuns'].includes(key);
}
