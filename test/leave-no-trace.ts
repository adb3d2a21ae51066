import process from 'node:process';
import {afterAll, expect} from 'vitest';

const snapshot = () => ({
	environment: {...process.env}, directory: process.cwd(), exitCode: process.exitCode, signals: ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGWINCH'].map(name => process.listenerCount(name)),
});

const before = snapshot();

// The next file of tests runs in this process, too.
afterAll(() => {
	expect(snapshot()).toEqual(before);
});
