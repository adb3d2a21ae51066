import type {OutputEvent} from '../domain/event.ts';
import type {ClassTable, ClassTables, PastClasses} from '../domain/validation.ts';
import type {RunState} from '../domain/run.ts';
import {fitness} from '../domain/fitness.ts';

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
		const epoch = state.history.at(-1)?.epoch;
		return {...state, classTables: {...tables, pending: {...tables.pending, [event.scope]: {scope: event.scope, summary: event.row, ...(epoch !== undefined && event.scope === 'epoch' && {epoch: epoch + 1})}}}};
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
function withPast({epoch, summary, classes}: ClassTable, past: readonly PastClasses[] = []): readonly PastClasses[] {
	const kept = past.length < pastCapacity ? past : past.filter((_, index) => index % 2 === 0);
	const map50To95 = Object.fromEntries([summary, ...classes].flatMap(({name, metrics}) => metrics.map50To95 === undefined ? [] : [[name, metrics.map50To95]]));
	return [...kept, {...(epoch !== undefined && {epoch}), map50To95}];
}

function betterOf(best: ClassTable | undefined, table: ClassTable): ClassTable {
	return best !== undefined && scoreOf(best) >= scoreOf(table) ? best : table;
}

function scoreOf({summary}: ClassTable): number {
	return fitness(summary, undefined) ?? -Infinity;
}
