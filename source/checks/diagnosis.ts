import type {Remedy} from '../domain/remedy.ts';
import type {RuleId} from '../words/diagnoses/rule-meanings.ts';

/** How much a diagnosis matters: the training cannot go on; it goes on but something is wrong; something to know. */
export type Severity = 'error' | 'warning' | 'hint';

/** The most severe first. */
export const severities: readonly Severity[] = ['error', 'warning', 'hint'];

/** Whether one severity matters more than another. */
export function isMoreSevere(one: Severity, other: Severity): boolean {
	return severities.indexOf(one) < severities.indexOf(other);
}

/** What one rule found, in the person's language. */
export type Diagnosis = {
	readonly rule: RuleId;
	readonly severity: Severity;
	/** What is the case: one sentence with the values. */
	readonly what: string;
	/** Why it is so: one or two sentences. */
	readonly why: string;
	/** What to do. May hold several lines; a line that can be copied as a command is on its own. */
	readonly action: string;
	/** The facts it rests on: lines of the output as printed, settings, figures. Never empty. */
	readonly evidence: readonly string[];
	readonly remedy?: Remedy;
};

/** That a rule began or ceased to hold. `at` is stamped by the edge, in milliseconds since 1970. */
export type DiagnosisEvent = (
	| {readonly type: 'diagnosis-began'; readonly diagnosis: Diagnosis}
	| {readonly type: 'diagnosis-ended'; readonly rule: RuleId}
) & {readonly at?: number};
