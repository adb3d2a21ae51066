import type {Language} from '../words/words.ts';

/** What one check found: `Said` in the person's language or, for a {@link CodedFinding}, still without words. */
export type Finding<Said, Level extends string, Id extends string> = Said & {
	/** Where it differs from the check's usual level. */
	readonly level?: Level | undefined;
	/** Replaces the check's own list where this form of it explains less. */
	readonly supersedes?: readonly Id[] | undefined;
};

/**
One thing to look at, for diagnoses, doctor and preflight alike. A check is pure: it looks at facts that somebody else gathered, and says
nothing when a fact that it needs is not known.
*/
export type Check<Facts, Said, Level extends string, Id extends string> = {
	/** Stable: JSON names it. */
	readonly id: Id;
	/** The usual level; undefined where each finding has its own. */
	readonly level?: Level;
	/** Checks that have nothing to add once this one has found something. */
	readonly supersedes?: readonly Id[];
	readonly find: (facts: Facts, language: Language) => Finding<Said, Level, Id> | ReadonlyArray<Finding<Said, Level, Id>> | undefined;
};

/** A finding without words: they are in a table of source/text under `code`, and `Values` has the values of each code. */
export type CodedFinding<Level extends string, Values extends Record<string, unknown>> = {
	readonly [Code in keyof Values]: {
		readonly level: Level;
		readonly code: Code;
		readonly values: Values[Code];
		/** What a person can type against it; empty where the words say it. */
		readonly commands: readonly string[];
	}
}[keyof Values];

/** Makes the function that makes findings of a level. */
export function codedFindings<Level extends string, Values extends Record<string, unknown>>(level: Level): <Code extends keyof Values>(code: Code, values: Values[Code], commands?: readonly string[]) => CodedFinding<Level, Values> {
	return (code, values, commands = []) => ({
		level, code, values, commands,
	});
}

/** What the checks found, in their order, without what another one explains better. Never throws. */
export function runChecks<Facts, Said extends Record<string, unknown>, Level extends string, Id extends string>(checks: ReadonlyArray<Check<Facts, Said, Level, Id>>, facts: Facts, language: Language): ReadonlyArray<Said & {readonly check: Id; readonly level: Level}> {
	const findings = checks.flatMap(({id, find, ...usual}) => ([find(facts, language) ?? []].flat() as ReadonlyArray<Finding<Said, Level, Id>>).map(finding => ({
		...finding, check: id, level: (finding.level ?? usual.level)!, supersedes: finding.supersedes ?? usual.supersedes ?? [],
	})));
	const superseded = new Set(findings.flatMap(({supersedes}) => supersedes));
	return findings.filter(({check}) => !superseded.has(check));
}

/** The findings of the first level first; within a level they keep their order. */
export function sortByLevel<Level extends string, Found extends {readonly level: Level}>(findings: readonly Found[], levels: readonly Level[]): readonly Found[] {
	return findings.toSorted((one, other) => levels.indexOf(one.level) - levels.indexOf(other.level));
}
