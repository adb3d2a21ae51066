
import type {Remedy} from '../domain/remedy.ts';
import type {RuleId} from '../words/diagnoses/rule-meanings.ts';
import type {Diagnosis, Severity} from './diagnosis.ts';
import type {Check, Finding as CheckFinding} from './check.ts';
import type {Facts} from './diagnosis-facts.ts';

type Said = Pick<Diagnosis, 'what' | 'why' | 'action'> & {
	/** What it rests on; empty strings are dropped. */
	readonly evidence: readonly string[];
	readonly remedy?: Remedy | undefined;
};

/** What a rule found. */
export type Finding = CheckFinding<Said, Severity, RuleId>;

/**
One thing that can be wrong with a training. A rule matches structure (type of an exception, form of a message, exit code,
column of a table), never a file's or a container's name.
*/
export type Rule = Check<Facts, Said, Severity, RuleId> & {readonly level: Severity};

type Sentence = (...values: string[]) => string;

/** The words of a rule that needs no others. */
export type RuleWords = {readonly what: Sentence; readonly why: Sentence; readonly action: Sentence};
