import {once} from 'node:events';
import {expect, test} from 'vitest';
import {UserError} from '../../source/domain/user-error.ts';
import type {ContainerEvent} from '../../source/engine/container.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {awaitContainer} from '../../source/watch/await-container.ts';

const id = 'a'.repeat(64);

const event = (action: string, attributes: Readonly<Record<string, string>> = {}): ContainerEvent => ({action, containerId: id, attributes});

/** What an engine says in one connection: its events, and the state of the container each time it is asked. */
type Connection = {/** What its engine knows of the time before the container ended. */ readonly remembered?: readonly ContainerEvent[]; readonly isKeepingAlive?: boolean; readonly events?: readonly ContainerEvent[]; /** After the events the connection breaks. */ readonly isBroken?: boolean; readonly states: ReadonlyArray<'running' | 'restarting' | 'exited' | 'removed'>};

function createEngines(connections: ReadonlyArray<Connection | 'away'>) {
	const left = [...connections];
	const since: Array<number | undefined> = [];
	return {
		since,
		async open(): Promise<Engine> {
			const connection = left.shift();
			if (connection === undefined || connection === 'away') {
				throw new UserError('engine-unreachable', {endpoint: 'unix:///nowhere'});
			}

			const states = [...connection.states];
			async function * events(): AsyncGenerator<ContainerEvent, void> {
				yield * connection === 'away' ? [] : connection?.events ?? [];
				if (connection !== 'away' && connection?.isBroken !== true) {
					await once(new EventTarget(), 'never');
				}
			}

			return {
				async openEvents(options: {readonly sinceSeconds?: number; readonly untilSeconds?: number}) {
					if (options.untilSeconds !== undefined) {
						return connection.remembered ?? [];
					}

					since.push(options.sinceSeconds);
					return events();
				},
				async inspectContainer() {
					const status = states.length > 1 ? states.shift()! : states[0]!;
					if (status === 'removed') {
						throw new UserError('container-not-found', {name: id});
					}

					return {state: {status, ...(status === 'exited' && {exitCode: 137, finishedAt: 5000})}};
				},
				readInfo: async () => ({LiveRestoreEnabled: connection.isKeepingAlive === true}),
				close: () => undefined,
			} as unknown as Engine;
		},
	};
}

const cases: ReadonlyArray<readonly [string, ReadonlyArray<Connection | 'away'>, Readonly<Record<string, unknown>>, readonly string[]]> = [
	['has ended before', [{states: ['exited']}], {at: 5000, exitCode: 137, isByHand: false}, []],
	['ends by itself', [{events: [event('die')], states: ['running', 'exited']}], {at: 5000, exitCode: 137, isByHand: false}, []],
	['is killed by hand', [{events: [event('kill', {signal: '9'}), event('die')], states: ['running', 'exited']}], {at: 5000, exitCode: 137, isByHand: true}, []],
	['was killed by hand before anybody listened', [{events: [event('kill', {signal: '15'}), event('die')], states: ['exited']}], {at: 5000, exitCode: 137, isByHand: true}, []],
	['was ended by its engine at the start of that, after one that was killed', [{isBroken: true, states: ['running']}, 'away', {
		events: [event('kill', {signal: '15'}), event('die')], remembered: [event('die'), event('kill', {signal: '15'})], states: ['exited'],
	}], {
		at: 5000, exitCode: 137, isByHand: false, lost: 'engine',
	}, ['away', 'back']],
	['was ended by its engine at the start of that, before anybody listened', [{events: [event('kill', {signal: '15'})], remembered: [event('kill', {signal: '15'})], states: ['exited']}], {
		at: 5000, exitCode: 137, isByHand: false, lost: 'engine',
	}, []],
	['was killed by hand right after the start of an engine that keeps it alive', [{isBroken: true, states: ['running']}, {
		events: [event('kill', {signal: '9'}), event('die')], remembered: [event('kill', {signal: '9'})], isKeepingAlive: true, states: ['exited'],
	}], {at: 5000, exitCode: 137, isByHand: true}, ['away', 'back']],
	['ended by itself while only the connection was cut', [{isBroken: true, states: ['running']}, {events: [event('die')], remembered: [event('start')], states: ['exited']}], {at: 5000, exitCode: 137, isByHand: false}, ['away', 'back']],
	['gets a signal that ends nothing', [{events: [event('kill', {signal: '28'}), event('die')], states: ['running', 'exited']}], {at: 5000, exitCode: 137, isByHand: false}, []],
	['is restarted by hand, then ends by itself', [{events: [event('kill', {signal: '15'}), event('die'), event('start'), event('die')], states: ['running', 'exited']}], {at: 5000, exitCode: 137, isByHand: false}, []],
	['is removed', [{events: [event('destroy')], states: ['running', 'removed']}], {isByHand: false}, []],
	['ends with its engine', [{events: [], isBroken: true, states: ['running']}, 'away', {states: ['exited']}], {
		at: 5000, exitCode: 137, isByHand: false, lost: 'engine',
	}, ['away', 'back']],
	['outlives its engine, then ends by itself', [{isBroken: true, states: ['running']}, {events: [event('die')], states: ['running', 'exited']}], {at: 5000, exitCode: 137, isByHand: false}, ['away', 'back']],
	['is killed by hand while the connection is cut', [{isBroken: true, states: ['running']}, {events: [event('kill', {signal: '9'}), event('die')], remembered: [event('start'), event('kill', {signal: '9'})], states: ['exited']}], {at: 5000, exitCode: 137, isByHand: true}, ['away', 'back']],
	['is asked to end by an engine that goes down itself a moment later', [{events: [event('kill', {signal: '15'}), event('die')], isBroken: true, states: ['running', 'exited']}, {states: ['exited']}], {
		at: 5000, exitCode: 137, isByHand: false, lost: 'engine',
	}, ['away', 'back']],
	['is ended, without a word, by an engine that goes down itself a moment later', [{events: [event('die')], isBroken: true, states: ['running', 'exited']}, {states: ['exited']}], {
		at: 5000, exitCode: 137, isByHand: false, lost: 'engine',
	}, ['away', 'back']],
	['is killed by hand just before the connection is cut', [{events: [event('kill', {signal: '15'}), event('die')], isBroken: true, states: ['running', 'exited']}, {events: [event('kill', {signal: '15'}), event('die')], remembered: [event('start'), event('kill', {signal: '15'})], states: ['exited']}], {
		at: 5000, exitCode: 137, isByHand: true,
	}, ['away', 'back']],
	['is asked to end by an engine that goes down itself', [{events: [event('kill', {signal: '15'})], isBroken: true, states: ['running']}, {states: ['exited']}], {
		at: 5000, exitCode: 137, isByHand: false, lost: 'engine',
	}, ['away', 'back']],
];

test.concurrent.each(cases)('a container that %s', async (_, connections, end, told) => {
	const heard: string[] = [];
	const engines = createEngines(connections);
	const seen = await awaitContainer({
		open: engines.open,
		containerId: id,
		since: 7_000_500,
		async onAway() {
			heard.push('away');
		},
		async onBack() {
			heard.push('back');
		},
		signal: AbortSignal.timeout(4000),
		now: () => 9_000_000,
		restartMs: 20,
	});
	expect(seen).toMatchObject(end);
	expect('lost' in seen).toBe('lost' in end);
	expect(heard).toEqual(told);
	expect(engines.since[0]).toBe(7000);
});
