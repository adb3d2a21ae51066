import type {
	Diagnosis,
	Remedy,
	RuleId,
	Severity,
} from '../domain/diagnosis.ts';
import type {Language} from '../text/language.ts';
import type {Facts} from './facts.ts';

/** What a rule found; the rule's own id and severity are added, unless it says another severity. */
export type Finding = Pick<Diagnosis, 'what' | 'why' | 'action'> & {
	/** What it rests on; empty strings are dropped. */
	readonly evidence: readonly string[];
	readonly remedy?: Remedy | undefined;
	readonly severity?: Severity | undefined;
	/** Replaces the rule's own list where this form of it explains less. */
	readonly supersedes?: readonly RuleId[] | undefined;
};

/**
One thing that can be wrong with a training. A rule matches structure (type of an exception, form of a message, exit code,
column of a table), never a file's or a container's name, and says nothing when a fact it needs is not known.
*/
export type Rule = {
	readonly id: RuleId;
	/** The usual severity. */
	readonly severity: Severity;
	/** Rules that have nothing to add once this one has found something. */
	readonly supersedes?: readonly RuleId[];
	readonly find: (facts: Facts, language: Language) => Finding | undefined;
};
