import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {reduceFeed, type FeedInput, type FeedState} from '../../source/feed/container-machine.ts';

const log = {kind: 'log'} as const;
const files = {kind: 'files', runDirectory: '/r/exp'} as const;
const unreadable = {kind: 'files', unreadable: {kind: 'log-driver', driver: 'none'}} as const;
const error = new Error('away');
const ended: FeedInput = {type: 'log-ended', isRemoved: false};
const checked = (isUp: boolean, isGone = false): FeedInput => ({type: 'container-checked', isUp, isGone});
const waited = (isUp: boolean, isRemoved = false): FeedInput => ({type: 'wait-over', isUp, isRemoved});
const looked = (isUp: boolean, part: Partial<FeedInput & {type: 'looked'}> = {}): FeedInput => ({
	type: 'looked', isUp, isPrinting: false, isRemoved: false, ...part,
});
const sought = (source?: typeof files): FeedInput => ({type: 'sought', source});
const found: FeedInput = {type: 'hidden-found', source: files};

type Rules = 'follow' | 'wait' | 'once';
const rulesOf = (rules: Rules) => ({isFollowing: rules !== 'once', waitsForRestart: rules === 'wait'});

/** A walk from the beginning: each input with the state and the effects that follow, by their names. */
type Walk = ReadonlyArray<readonly [FeedInput, FeedState['kind'], string]>;
const begin = (source: FeedInput & {type: 'chosen'}, kind: FeedState['kind'], effects: string): Walk[number] => [source, kind, effects];
const chosenLog = (isUp: boolean) => begin({type: 'chosen', source: log, isUp}, 'log', 'open-log read-log');
const chosenFiles = begin({type: 'chosen', source: files, isUp: true}, 'files', 'open-files look:now');

function nameOf(effect: ReturnType<typeof reduceFeed>['effects'][number]): string {
	switch (effect.type) {
		case 'look': {
			return effect.isNow ? 'look:now' : 'look';
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
		['ends when the container has stopped and is not started again', 'follow', [
			chosenLog(true), [ended, 'log-ended', 'check-container'], [checked(false), 'log-waiting', 'wait:2000'], [waited(false), 'seeking', 'close-log seek-last-run'], [sought(), 'ended', ''],
		]],
		['does not wait for a container that had stopped before', 'follow', [chosenLog(false), [ended, 'log-ended', 'check-container'], [checked(false), 'log-waiting', 'wait:0']]],
		['reads on where the record ended for a moment only', 'follow', [chosenLog(true), [ended, 'log-ended', 'check-container'], [checked(true), 'log', 'read-log']]],
		['reads on after a restart', 'follow', [
			chosenLog(true), [ended, 'log-ended', 'check-container'], [checked(false), 'log-waiting', 'wait:2000'], [waited(true), 'log', 'read-log'], [ended, 'log-ended', 'check-container'],
		]],
		['waits for a restart as long as it takes', 'wait', [
			chosenLog(false), [ended, 'log-ended', 'check-container'], [checked(false), 'log-waiting', 'report:ended wait:Infinity'], [waited(true), 'log', 'read-log'],
		]],
		['ends with a container that is gone', 'wait', [chosenLog(true), [ended, 'log-ended', 'check-container'], [checked(false, true), 'seeking', 'close-log seek-last-run'], [sought(), 'ended', '']]],
		['goes over to a training that prints elsewhere', 'follow', [chosenLog(true), [found, 'files', 'close-log open-files look:now'], [looked(true), 'files', 'look']]],
		['goes over to it while it waits for a restart, too', 'wait', [
			chosenLog(true), [ended, 'log-ended', 'check-container'], [checked(false), 'log-waiting', 'report:ended wait:Infinity'], [found, 'files', 'close-log open-files look:now'],
		]],
		['comes back to the output when a training prints there', 'follow', [chosenFiles, [looked(true, {isPrinting: true}), 'log', 'close-files open-log read-log'], [found, 'files', 'close-log open-files look:now']]],
		['follows the files where no record is kept', 'follow', [chosenLog(true), [{type: 'log-unreadable', source: unreadable}, 'files', 'close-log open-files look:now']]],
		['shows a run of which only files tell', 'follow', [
			chosenLog(false), [ended, 'log-ended', 'check-container'], [checked(false), 'log-waiting', 'wait:0'], [waited(false), 'seeking', 'close-log seek-last-run'], [sought(files), 'files', 'open-files look:now'], [looked(false), 'ended', 'report:ended'],
		]],
		['looks at files again after a restart', 'wait', [chosenFiles, [looked(false), 'files-waiting', 'report:ended wait:Infinity'], [waited(true), 'files', 'report:open look:now']]],
		['ends with files of a container that is removed', 'wait', [chosenFiles, [looked(false, {isRemoved: true}), 'ended', 'report:ended']]],
		['ends with files of a container that is removed later', 'wait', [chosenFiles, [looked(false), 'files-waiting', 'report:ended wait:Infinity'], [waited(false, true), 'ended', '']]],
		['read once, leaves the line of the attach stream as it is', 'once', [chosenLog(true), [ended, 'seeking', 'seek-last-run'], [sought(), 'ended', '']]],
		['read once, looks once at files', 'once', [chosenLog(false), [ended, 'seeking', 'seek-last-run'], [sought(files), 'files', 'open-files look:now'], [looked(true), 'ended', '']]],
		['read once without a record, looks at files', 'once', [chosenLog(true), [{type: 'log-unreadable', source: unreadable}, 'files', 'close-log open-files look:now'], [looked(true), 'ended', '']]],
	])('%s', (_, rules, walk) => {
		let state: FeedState = {kind: 'choosing'};
		const seen = walk.map(([input]) => {
			const step = reduceFeed(state, input, rulesOf(rules));
			({state} = step);
			return [state.kind, step.effects.map(effect => nameOf(effect)).join(' ')];
		});
		expect(seen).toEqual(walk.map(([, kind, effects]) => [kind, effects]));
	});

	const inputs: readonly FeedInput[] = [
		{type: 'chosen', source: log, isUp: true}, ended, {type: 'log-unreadable', source: unreadable}, checked(true), found, waited(true), sought(files), looked(true),
	];
	const takes: Readonly<Record<Exclude<FeedState['kind'], 'ended'>, ReadonlyArray<FeedInput['type']>>> = {
		choosing: ['chosen'],
		log: ['log-ended', 'log-unreadable', 'hidden-found'],
		'log-ended': ['container-checked', 'hidden-found'],
		'log-waiting': ['hidden-found', 'wait-over'],
		seeking: ['sought'],
		files: ['looked'],
		'files-waiting': ['wait-over'],
	};
	test.each(Object.entries(takes))('late news changes nothing: %s', (kind, taken) => {
		const state = {kind, wasUp: true} as FeedState;
		const moved = inputs.filter(input => {
			const step = reduceFeed(state, input, rulesOf('wait'));
			return step.state !== state || step.effects.length > 0;
		});
		expect(moved.map(({type}) => type)).toEqual(taken);
		expect(reduceFeed(state, {type: 'failed', error}, rulesOf('wait'))).toEqual({state: {kind: 'ended', error}, effects: []});
	});

	test('in every order of news one thing at most is under way in each source, and a source is closed before another is opened', () => {
		fc.assert(fc.property(fc.array(fc.constantFrom(...inputs)), fc.constantFrom<Rules>('follow', 'wait'), (news, rules) => {
			let state: FeedState = {kind: 'choosing'};
			let open: string | undefined;
			for (const input of news) {
				const step = reduceFeed(state, input, rulesOf(rules));
				({state} = step);
				for (const {type} of step.effects) {
					const [verb, source] = type.split('-', 2);
					if (verb === 'open') {
						expect(open).toBeUndefined();
						open = source;
					} else if (verb === 'close') {
						expect(open).toBe(source);
						open = undefined;
					}
				}
			}
		}));
	});
});
