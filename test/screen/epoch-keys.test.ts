import {
	afterEach,
	beforeEach,
	expect,
	test,
	vi,
} from 'vitest';
import {createEpochKeys} from '../../source/screen/epoch-keys.ts';

beforeEach(() => {
	vi.useFakeTimers();
});

afterEach(() => {
	vi.useRealTimers();
});

/** What was done for a text of keys, where a blank is a pause. */
function typed(text: string, isActive = true): readonly string[] {
	const done: string[] = [];
	const keys = createEpochKeys({
		isActive: () => isActive,
		goTo(epoch) {
			done.push(`@${epoch}`);
		},
		pressAlone(key) {
			done.push(key);
		},
	});
	for (const key of text) {
		if (key === ' ') {
			vi.advanceTimersByTime(1000);
		} else if (!keys.press(key)) {
			done.push(key);
		}
	}

	vi.advanceTimersByTime(1000);
	keys.close();
	return done;
}

test.each([
	['40', ['@40']],
	['128', ['@12', '@128']],
	['4', ['4']],
	['4 0', ['4', '0']],
	['4q', ['4', 'q']],
	['40q', ['@40', 'q']],
	['40 4', ['@40', '4']],
	['0', ['0']],
	['05', ['0', '5']],
	['1234567', ['@12', '@123', '@1234', '@12345', '@123456', '7']],
	['q', ['q']],
])('%s', (text, expected) => {
	expect(typed(text)).toEqual(expected);
});

test('elsewhere digits are keys', () => {
	expect(typed('40', false)).toEqual(['4', '0']);
});
