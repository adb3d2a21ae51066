import {UserError} from '../domain/user-error.ts';
import type {PreflightFinding} from '../checks/preflight/checks.ts';
import {describePreflight} from '../words/preflight.ts';
import {wordsIn} from '../words/words.ts';
import type {Options} from './options/options.ts';
import {converse} from './converse.ts';
import type {Io} from './io.ts';

/** Says what the checks before a start have found. */
export function printFindings(findings: readonly PreflightFinding[], {language}: Pick<Options, 'language'>, io: Io): void {
	const texts = wordsIn(language).launch;
	for (const finding of findings) {
		const {what, fix} = describePreflight(finding, language);
		io.stderr.write(texts.findings(what, fix, texts[finding.level]));
	}
}

/**
Shows the findings and decides: an error stops, warnings are put to the person where there is one and passed where not, hints are only reported.

@returns whether to go on.
@throws UserError `preflight-failed` with the first error.
*/
export async function canPassFindings(findings: readonly PreflightFinding[], options: Options, io: Io): Promise<boolean> {
	const failure = findings.find(({level}) => level === 'error');
	printFindings(findings.filter(finding => finding !== failure), options, io);
	if (failure !== undefined) {
		throw new UserError('preflight-failed', describePreflight(failure, options.language));
	}

	if (findings.every(({level}) => level === 'hint')) {
		return true;
	}

	const words = wordsIn(options.language).launch;
	const answer = await converse(options, io).ask({
		title: words.startAnyway, paragraphs: [], choices: [{id: 'no', label: words.notNow, key: 'n'}, {id: 'start', label: words.start, key: 'y'}], agreed: 'start',
	});
	return answer === 'start';
}
