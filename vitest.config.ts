import {defineConfig} from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/**/*.test.{ts,tsx}'],
		// Most of the time is spent waiting for engines and terminals; more workers than the two cores of a small machine are a third faster.
		maxWorkers: 3,
		testTimeout: 30_000,
		hookTimeout: 120_000,
	},
});
