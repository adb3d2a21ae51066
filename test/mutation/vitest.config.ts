import {defineConfig} from 'vitest/config';

// What `npm run mutation` runs: the pure tests of the code that it changes.
export default defineConfig({
	test: {
		include: [
			'test/actions/perform-action.test.ts',
			'test/actions/copy/*.test.ts',
			'test/actions/stop/checkpoint-guard.test.ts',
			'test/actions/stop/end-training.test.ts',
			'test/actions/stop/interrupt-after-epoch.test.ts',
			'test/actions/stop/stop-after-epoch.test.ts',
			'test/cli/io.test.ts',
			'test/cli/screen/why-*.test.ts',
			'test/domain/*.test.ts',
			'test/engine/log-position.test.ts',
			'test/engine/tar-headers.test.ts',
			'test/engine/tar.test.ts',
			'test/run/log-buffer.test.ts',
			'test/training/claims.test.ts',
		],
		exclude: ['test/domain/shell-quote.test.ts'],
		testTimeout: 60_000,
	},
});
