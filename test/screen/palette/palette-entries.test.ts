import {expect, test} from 'vitest';
import {paletteEntries} from '../../../source/screen/palette/palette-entries.ts';
import {sampleModel} from '../fixtures/sample-screen.ts';

const model = sampleModel({state: 'training', columns: 120, rows: 36});

test('finds commands by name, with their keys', () => {
	expect(paletteEntries(model, 'logs')[0]).toMatchObject({action: {command: 'show-logs'}, key: '4'});
	expect(paletteEntries(model, 'help')[0]).toMatchObject({action: {command: 'help'}, key: '?'});
	expect(paletteEntries(model, 'st')[0]).toMatchObject({action: {command: 'stop'}});
	expect(paletteEntries(model, 'zzzz')).toEqual([]);
	const commands = paletteEntries(model, '').map(({action}) => 'command' in action ? action.command : '');
	expect(new Set(commands).size).toBe(commands.length);
});

test('are in groups while nothing is typed: what is most likely first, what does nothing now last', () => {
	const entries = paletteEntries({...model, disabled: {stop: 'busy', help: 'busy'}}, ' ');
	const groups = entries.map(({group}) => group).filter((group, index, all) => group !== all[index - 1]);
	expect(groups).toEqual(['run', 'look', 'go', 'view', 'not-now']);
	expect(entries[0]).toMatchObject({action: {command: 'pause'}});
	expect(entries.find(({group}) => group === 'go')).toMatchObject({action: {command: 'next-screen'}});
	expect(entries.filter(({disabled}) => disabled !== undefined).every(({group}) => group === 'not-now')).toBe(true);
	expect(entries.slice(-2).map(({action}) => 'command' in action && action.command)).toEqual(expect.arrayContaining(['stop', 'help']));
});

test('what was taken last comes first in its group', () => {
	const names = (paletteHistory: readonly string[]) => paletteEntries({...model, ui: {...model.ui, paletteHistory}}, '').map(({name}) => name);
	expect(names(['charts', 'doctor', 'reading'])).toEqual(expect.arrayContaining(names([])));
	const [plain, recent] = [names([]), names(['doctor'])];
	expect(recent.indexOf('doctor')).toBeLessThan(plain.indexOf('doctor'));
	expect(recent[0]).toBe(plain[0]);
});

test('typed, a command that does nothing now keeps its place', () => {
	expect(paletteEntries({...model, disabled: {stop: 'busy'}}, 'stop')[0]).toMatchObject({action: {command: 'stop'}, disabled: 'busy'});
});

test('offers the commands of the shown screen', () => {
	const onLogs = {...model, ui: {...model.ui, screen: 'logs' as const}};
	expect(paletteEntries(onLogs, 'search')[0]).toMatchObject({action: {command: 'search-log'}, key: '/'});
	expect(paletteEntries(model, 'search-log')).toEqual([]);
});

test('tells why a command does nothing now', () => {
	expect(paletteEntries({...model, disabled: {help: 'busy'}}, 'help')[0]).toMatchObject({disabled: 'busy'});
});

test('takes arguments', () => {
	expect(paletteEntries(model, 'theme light')[0]?.action).toMatchObject({ui: {theme: 'light'}});
	expect(paletteEntries(model, 'lang zh')[0]?.action).toMatchObject({ui: {language: 'zh'}});
	expect(paletteEntries(model, 'filter epoch 3')[0]?.action).toMatchObject({ui: {screen: 'logs', logs: {filter: 'epoch 3'}}});
	expect(paletteEntries(model, 'theme pink').some(({action}) => 'ui' in action)).toBe(false);
});

test.each([['goto 37', 37], ['goto epoch 4', 4]])('%s reads the values of that epoch', (typed, cursor) => {
	expect(paletteEntries(model, typed)[0]?.action).toMatchObject({ui: {screen: 'charts', charts: {cursor, xKind: 'epoch'}}});
});

test.each(['goto', 'goto 0', 'goto there'])('%s leads nowhere', typed => {
	expect(paletteEntries(model, typed).some(({action}) => 'ui' in action)).toBe(false);
});
