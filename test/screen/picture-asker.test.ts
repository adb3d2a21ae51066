import {expect, test} from 'vitest';
import {createPictureAsker} from '../../source/screen/picture-asker.ts';

const size = {columns: 80, rows: 24};
const pictures = {wanted: [], shown: []};

function open(canAsk = true) {
	const asked: string[] = [];
	const ask = createPictureAsker({
		source: undefined,
		session: {
			askGraphics(what) {
				asked.push(what);
			},
			sink: {invalidate: () => undefined} as never,
		},
		canAsk,
		async askTmux() {
			asked.push('tmux');
			return {isPassedOn: true};
		},
		onAnswer({isPassedOn}) {
			asked.push(`answered ${isPassedOn}`);
		},
	});
	return {ask, take: () => asked.splice(0)};
}

test('who looks at no pictures sees no question of them', () => {
	const {ask, take} = open();
	ask({...size, pictures: undefined});
	expect(take()).toEqual([]);
});

test('tmux is asked each time that the pictures are opened, the terminal once and with another size', async () => {
	const {ask, take} = open();
	ask({...size, pictures});
	await Promise.resolve();
	expect(take()).toEqual(['tmux', 'everything', 'answered true']);
	ask({...size, pictures});
	expect(take()).toEqual([]);
	ask({...size, pictures: undefined});
	ask({...size, pictures});
	await Promise.resolve();
	expect(take()).toEqual(['tmux', 'answered true']);
	ask({columns: 100, rows: 24, pictures});
	expect(take()).toEqual(['tmux', 'cells']);
});

test('nobody is asked where a person wants no answer', () => {
	const {ask, take} = open(false);
	ask({...size, pictures});
	expect(take()).toEqual([]);
});
