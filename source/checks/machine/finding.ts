import type {CheckId, CheckLevel, CheckResult} from '../../domain/check-result.ts';
import {quoteWord} from '../../domain/shell-quote.ts';
import {codedFindings, type Check, type CodedFinding} from '../check.ts';
import {commandNotes} from '../../words/command-notes.ts';
import {type Language, type Words, wordsIn} from '../../words/words.ts';
import type {AdvisedContainer, DoctorFacts} from './doctor-facts.ts';

type FindingTexts = Words['doctor']['findings'];

/** Which sentence of source/words/en/doctor.ts a finding says. */
export type FindingCode = keyof FindingTexts;

/** What each sentence needs to be filled. */
export type FindingValues = {
	readonly [Code in FindingCode]: FindingTexts[Code] extends {readonly what: (values: infer Values) => string}
		? (unknown extends Values ? Readonly<Record<string, never>> : Values)
		: never
};

/** What a check of the machine has found, without words. */
export type MachineFinding = CodedFinding<CheckLevel, FindingValues>;

/** Checks of several ids, as the file of a subject has them. */
export type MachineChecks = Readonly<Partial<Record<CheckId, MachineCheck['find']>>>;

export type MachineCheck = Check<DoctorFacts, MachineFinding, CheckLevel, CheckId>;

/** The same with the check that found it. */
export type Finding = MachineFinding & {readonly check: CheckId};

export const ok = codedFindings<CheckLevel, FindingValues>('ok');
export const warning = codedFindings<CheckLevel, FindingValues>('warning');
export const problem = codedFindings<CheckLevel, FindingValues>('problem');
export const unknown = codedFindings<CheckLevel, FindingValues>('unknown');

/** Facts with a container. */
export type ContainerContext = DoctorFacts & {readonly container: AdvisedContainer};

/** A check of a container, which finds nothing where there is none. */
export function inContainer(find: (container: AdvisedContainer, facts: ContainerContext) => MachineFinding | undefined): MachineCheck['find'] {
	return facts => facts.container === undefined ? undefined : find(facts.container, {...facts, container: facts.container});
}

/** What is not known, because no program starts in a container that is stopped or paused, and the command that lets it be asked. */
export function cannotAsk({name, status}: AdvisedContainer): MachineFinding {
	return status === 'paused'
		? unknown('container-is-paused', {}, [`docker unpause ${quoteWord(name)}`])
		: unknown('container-not-running', {}, [`docker start ${quoteWord(name)}`]);
}

/** A remark in a list of commands, still without words: alone on its line, or behind a command. */
export function remark(code: keyof Words['doctorRemarks']): `#:${keyof Words['doctorRemarks']}` {
	return `#:${code}`;
}

/** A command with its remark in the person's language. */
function commandToText(command: string, language: Language): string {
	const words = wordsIn(language).doctorRemarks;
	return command.replace(/#:([\w-]+)$/, (_, code: string) => `# ${Object.hasOwn(words, code) ? words[code as keyof Words['doctorRemarks']] : code}`);
}

/** The words of a finding. */
export function findingToResult({check, level, code, values, commands}: Finding, language: Language): CheckResult {
	const text = wordsIn(language).doctor.findings[code] as {what(filled: typeof values): string; why(filled: typeof values): string};
	return {
		check, level, what: text.what(values), why: text.why(values), commands: commands.flatMap(command => [...commandNotes([command], language).map(note => `# ${note}`), commandToText(command, language)]),
	};
}
