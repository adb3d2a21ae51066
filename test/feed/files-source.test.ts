import {expect, test} from 'vitest';
import type {FeedInput} from '../../source/feed/container-machine.ts';
import type {ContainerReading} from '../../source/feed/container-reading.ts';
import {createFilesSource} from '../../source/feed/files-source.ts';
import {createSignal} from '../../source/feed/waiting.ts';

const {signal} = new AbortController();

/** Looks at a container whose state is the next one of `states` each time that it is asked. */
async function lookAt(states: readonly boolean[], {isFollowing = true, look = async () => 'observing'}: {isFollowing?: boolean; look?: () => Promise<'observing' | 'printing'>} = {}) {
	const left = [...states];
	const told: string[] = [];
	const reading = {
		isFollowing,
		output: {
			report({kind}: {kind: string}) {
				told.push(kind);
			},
		},
		watch: {
			isUp: () => left.shift()!, isRemoved: () => false, started: createSignal(), execChanged: createSignal(),
		},
		live: {
			start(purpose: string) {
				told.push(purpose);
			},
			stop() {
				told.push('stop');
			},
		},
	} as unknown as ContainerReading;
	const source = createFilesSource(reading, {begin: () => undefined, look}, {
		finish() {
			told.push('past is over');
		},
	});
	source.open({kind: 'files', unreadable: {kind: 'log-driver', driver: 'none'}}, () => undefined);
	return {told, input: await source.read(signal) as FeedInput & {type: 'looked'}};
}

test('a container that stops during a look is looked at once more', async () => {
	const {input} = await lookAt([true, false]);
	expect(input.isUp).toBe(true);
	const after = await lookAt([false, false]);
	expect(after.input.isUp).toBe(false);
});

test('where no record is kept, what is printed comes from the attach stream, while it is followed', async () => {
	const up = await lookAt([true]);
	expect(up.told).toEqual(['open', 'record', 'past is over']);
	const down = await lookAt([false, false]);
	expect(down.told).toEqual(['open', 'stop', 'past is over']);
	const once = await lookAt([true], {isFollowing: false});
	expect(once.told).toEqual(['open', 'past is over']);
});

test('a look that fails is made again where it is followed, else it is an error', async () => {
	const look = async () => {
		throw new Error('away');
	};

	const {told, input} = await lookAt([true], {look});
	expect([told, input.isPrinting]).toEqual([['open', 'record'], false]);
	await expect(lookAt([true], {look, isFollowing: false})).rejects.toThrow('away');
});
