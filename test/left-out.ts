import type {Reporter, TestModule} from 'vitest/node';

/** The name of the one test that stands for those of a file that cannot run here. */
export const leftOutName = (count: number, reason: string): string => `${count} left out: ${reason}`;

const pattern = /^(?<count>\d+) left out: (?<reason>.+)$/;

/** Says after the last test how many were left out and why: what did not run must not look like what passed. */
export default class LeftOutReporter implements Reporter {
	onTestRunEnd(modules: readonly TestModule[]): void {
		const counts = new Map<string, number>();
		for (const module of modules) {
			for (const {name} of module.children.allTests('skipped')) {
				const {count = '1', reason = 'this machine or this user cannot run them.'} = pattern.exec(name)?.groups ?? {};
				counts.set(reason, (counts.get(reason) ?? 0) + Number(count));
			}
		}

		for (const [reason, count] of counts) {
			console.log(`LEFT OUT: ${count} tests: ${reason}`);
		}
	}
}
