import type {LogView} from './log-view.ts';
import {createLogIndex, type LogIndex} from './log-index.ts';
import {readQuery, type LogQuery} from './log-query.ts';
import {createLogSearch, listAll, type LogSearch} from './log-search.ts';

/** The log as the log screen uses it. */
export type LogLists = {
	readonly index: LogIndex;
	/** What is shown: every entry, or those that the filter wants. */
	readonly list: LogSearch;
	/** What of that the search wants; undefined without a search. */
	readonly found?: LogSearch;
	readonly search?: LogQuery;
	readonly filter?: LogQuery;
	/** What is wrong with the expression of the search or the filter. */
	readonly problem?: string;
};

/** Keeps the lists of one log up to date; only new lines and new queries cost anything. */
export type LogListKeeper = (view: LogView, queries: {readonly search: string; readonly filter: string}) => LogLists;

export function createLogLists(): LogListKeeper {
	const index = createLogIndex();
	let lists: LogLists | undefined;
	let made: {readonly search: string; readonly filter: string; readonly generation: number} | undefined;
	let seen: LogView | undefined;

	return (view, {search, filter}) => {
		const isNew = seen !== view;
		if (isNew) {
			index.update(view);
			seen = view;
		}

		if (lists === undefined || made?.search !== search || made.filter !== filter || made.generation !== index.generation()) {
			lists = makeLists(index, search, filter);
			made = {search, filter, generation: index.generation()};
		}

		if (isNew) {
			lists.list.update();
			lists.found?.update();
		}

		return lists;
	};
}

function makeLists(index: LogIndex, searchText: string, filterText: string): LogLists {
	const search = readQuery(searchText);
	const filter = readQuery(filterText);
	const searchQuery = search !== undefined && 'query' in search ? search.query : undefined;
	const filterQuery = filter !== undefined && 'query' in filter ? filter.query : undefined;
	const list = filterQuery === undefined ? listAll(index) : createLogSearch(index, filterQuery.isWanted);
	const found = searchQuery && createLogSearch(index, text => searchQuery.isWanted(text) && (filterQuery?.isWanted(text) ?? true));
	list.update();
	found?.update();
	const problem = [search, filter].find(result => result !== undefined && 'problem' in result);
	return {
		index,
		list,
		...(found !== undefined && {found}),
		...(searchQuery !== undefined && {search: searchQuery}),
		...(filterQuery !== undefined && {filter: filterQuery}),
		...(problem !== undefined && 'problem' in problem && {problem: problem.problem}),
	};
}
