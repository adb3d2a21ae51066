import {expect, test} from 'vitest';
import {rules} from '../../source/checks/rules/index.ts';
import {printedRules} from '../../source/checks/rules/printed.ts';

test('each rule is in the table once, a printed one behind the rule that it names', () => {
	const ids = rules.map(({id}) => id);
	expect(new Set(ids).size).toBe(ids.length);
	for (const {id, after} of printedRules) {
		expect(ids.indexOf(after), after).not.toBe(-1);
		expect(ids.indexOf(id)).toBeGreaterThan(ids.indexOf(after));
	}
});
