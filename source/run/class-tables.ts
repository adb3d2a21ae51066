import type {OutputEvent} from '../domain/event.ts';
import type {ClassTable, ClassTables, PastClasses} from '../domain/validation.ts';
import type {RunState} from '../domain/run.ts';
import {fitness} from '../domain/fitness.ts';
import {toPast} from './select-class-tables.ts';

/** More classes than any known data set has; further rows are dropped. */
const classesCapacity = 5000;

type TableEvent = Extract<OutputEvent, {readonly type: 'validation-reported' | 'class-reported'}>;

/**
Keeps the tables by class of the run: the last one, the one before it and the best of all before. A validation without rows of
classes, as after most epochs, replaces nothing.
*/
export function withClassTables(state: RunState, event: TableEvent): RunState {
	const tables = state.classTables ?? {};
	if (event.type === 'validation-reported') {
		const last = state.history.at(-1)?.epoch;
		const moment = event.scope === 'epoch' ? {epoch: (last ?? 0) + 1} : {after: last ?? 0};
		return {...state, classTables: {...tables, pending: {...tables.pending, [event.scope]: {scope: event.scope, summary: event.row, ...(last !== undefined && moment)}}}};
	}

	return {...state, classTables: addRow(tables, event)};
}

/** The same for any line of a val program: its table is worth comparing with those of the training. */
export function withTablesOfTool(state: RunState, event: OutputEvent): RunState {
	return event.type === 'validation-reported' || event.type === 'class-reported' ? withClassTables(state, event) : state;
}

function addRow(tables: ClassTables, {row, scope}: TableEvent): ClassTables {
	const {pending: {[scope]: begun, ...pending} = {}, current, ...earlier} = tables;
	if (begun !== undefined) {
		return {
			...(current === undefined ? earlier : {previous: current, best: betterOf(earlier.best, current), past: current.scope === 'tool' ? earlier.past ?? [] : withPast(current, earlier.past)}),
			...(Object.keys(pending).length > 0 && {pending}),
			current: {...begun, classes: [row]},
		};
	}

	return current?.scope !== scope || current.classes.length >= classesCapacity ? tables : {...tables, current: {...current, classes: [...current.classes, row]}};
}

/** As many as a curve of one row has columns, with some to spare. */
const pastCapacity = 40;

/** The table at the end of those before; when there is no more room, every second one goes. */
function withPast(table: ClassTable, past: readonly PastClasses[] = []): readonly PastClasses[] {
	const kept = past.length < pastCapacity ? past : past.filter((_, index) => index % 2 === 0);
	return [...kept, toPast(table)];
}

function betterOf(best: ClassTable | undefined, table: ClassTable): ClassTable {
	return best !== undefined && scoreOf(best) >= scoreOf(table) ? best : table;
}

function scoreOf({summary}: ClassTable): number {
	return fitness(summary, undefined) ?? -Infinity;
}
