import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
	firstStep,
	reduceFeed,
	type FeedInput,
	type FeedState,
} from '../../source/feed/container-machine.ts';

const log = {kind: 'log'} as const;
const files = {kind: 'files', runDirectory: '/r/exp'} as const;
const error = new Error('away');
const found = (source?: typeof log | typeof files): FeedInput => ({type: 'found', source});
const logEnded = (part: Partial<FeedInput & {type: 'log-ended'}> = {}): FeedInput => ({
	type: 'log-ended', wasUp: true, isUp: false, isRemoved: false, ...part,
});
const waited = (isUp: boolean, isRemoved = false): FeedInput => ({type: 'wait-over', isUp, isRemoved});
const looked = (isUp: boolean, part: Partial<FeedInput & {type: 'looked'}> = {}): FeedInput => ({
	type: 'looked', isUp, isPrinting: false, isRemoved: false, ...part,
});

type Rules = 'follow' | 'wait' | 'once';
const rulesOf = (rules: Rules) => ({isFollowing: rules !== 'once', waitsForRestart: rules === 'wait'});

/** A walk from the beginning: each input with the state and the effects that follow, by their names. */
type Walk = ReadonlyArray<readonly [FeedInput, FeedState['kind'], string]>;
const chosenLog: Walk[number] = [found(log), 'log', 'close open:log read'];
const onceLog: Walk[number] = [found(log), 'log', 'open:log read'];
const onceFiles: Walk[number] = [found(files), 'files', 'open:files read'];
const wentDown: Walk[number] = [logEnded(), 'log-waiting', 'wait:2000'];
const waitsLong: Walk[number] = [logEnded(), 'log-waiting', 'report:ended wait:Infinity'];
const changed: Walk[number] = [found(files), 'files', 'close open:files read'];

function nameOf(effect: ReturnType<typeof reduceFeed>['effects'][number]): string {
	switch (effect.type) {
		case 'open': {
			return `open:${effect.source.kind}`;
		}

		case 'report': {
			return `report:${effect.connection.kind}`;
		}

		case 'wait-for-start': {
			return `wait:${effect.limitMs}`;
		}

		default: {
			return effect.type;
		}
	}
}

describe('the feed of a container', () => {
	test.each<[string, Rules, Walk]>([
		['ends when the container has stopped and is not started again', 'follow', [chosenLog, wentDown, [waited(false), 'seeking', 'close seek-last-run'], [found(), 'ended', '']]],
		['does not wait for a container that had stopped before', 'follow', [chosenLog, [logEnded({wasUp: false}), 'log-waiting', 'wait:0']]],
		['reads on where the record ended for a moment only', 'follow', [chosenLog, [logEnded({isUp: true}), 'log', 'read']]],
		['reads on after a restart', 'follow', [chosenLog, wentDown, [waited(true), 'log', 'read'], wentDown]],
		['waits for a restart as long as it takes', 'wait', [chosenLog, waitsLong, [waited(true), 'log', 'read']]],
		['ends with a container that is gone', 'wait', [chosenLog, [logEnded({isRemoved: true}), 'seeking', 'close seek-last-run'], [found(), 'ended', '']]],
		['goes over to a training that prints elsewhere', 'follow', [chosenLog, changed, [looked(true), 'files', 'read']]],
		['goes over to it while it waits for a restart, too', 'wait', [chosenLog, waitsLong, changed]],
		['comes back to the output when a training prints there', 'follow', [changed, [looked(true, {isPrinting: true}), 'log', 'close open:log read'], changed]],
		['shows a run of which only files tell', 'follow', [chosenLog, wentDown, [waited(false), 'seeking', 'close seek-last-run'], changed, [looked(false), 'ended', '']]],
		['looks at files again after a restart', 'wait', [changed, [looked(false), 'files-waiting', 'report:ended wait:Infinity'], [waited(true), 'files', 'report:open read']]],
		['ends with files of a container that is removed', 'wait', [changed, [looked(false, {isRemoved: true}), 'ended', '']]],
		['ends with files of a container that is removed later', 'wait', [changed, [looked(false), 'files-waiting', 'report:ended wait:Infinity'], [waited(false, true), 'ended', '']]],
		['read once, leaves the line of the attach stream as it is', 'once', [onceLog, [logEnded({isUp: true}), 'seeking', 'seek-last-run'], [found(), 'ended', '']]],
		['read once, looks once at files', 'once', [onceLog, [logEnded(), 'seeking', 'seek-last-run'], onceFiles, [looked(true, {isPrinting: true}), 'ended', '']]],
		['read once without a record, looks at files', 'once', [onceLog, onceFiles, [looked(true), 'ended', '']]],
	])('%s', (_, rules, walk) => {
		let {state} = firstStep;
		const seen = walk.map(([input]) => {
			const step = reduceFeed(state, input, rulesOf(rules));
			({state} = step);
			return [state.kind, step.effects.map(effect => nameOf(effect)).join(' ')];
		});
		expect(seen).toEqual(walk.map(([, kind, effects]) => [kind, effects]));
	});

	const inputs: readonly FeedInput[] = [found(files), logEnded(), looked(true, {isPrinting: true}), waited(true)];
	test.each<[FeedState['kind'], ReadonlyArray<FeedInput['type']>]>([
		['choosing', ['found']],
		['log', ['found', 'log-ended']],
		['log-waiting', ['found', 'wait-over']],
		['seeking', ['found']],
		['files', ['looked']],
		['files-waiting', ['wait-over']],
	])('late news changes nothing: %s', (kind, taken) => {
		const state: FeedState = {kind};
		const moved = inputs.filter(input => {
			const step = reduceFeed(state, input, rulesOf('wait'));
			return step.state !== state || step.effects.length > 0;
		});
		expect(moved.map(({type}) => type)).toEqual(taken);
		expect(reduceFeed(state, {type: 'failed', error}, rulesOf('wait'))).toEqual({state: {kind: 'ended', error}, effects: []});
	});

	test('whatever the order of news, a source is closed before another is opened', () => {
		fc.assert(fc.property(fc.array(fc.constantFrom(...inputs, found(log))), fc.constantFrom<Rules>('follow', 'wait'), (news, rules) => {
			let {state} = firstStep;
			let isOpen = false;
			for (const input of news) {
				const step = reduceFeed(state, input, rulesOf(rules));
				({state} = step);
				for (const {type} of step.effects) {
					expect(type === 'open' && isOpen).toBe(false);
					isOpen = type === 'open' || (isOpen && type !== 'close');
				}
			}
		}));
	});
});
