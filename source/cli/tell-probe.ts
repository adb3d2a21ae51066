import type {ProbePlan} from '../domain/probe.ts';
import {wordsIn} from '../words/words.ts';
import type {Io} from './io.ts';
import type {Options} from './options/options.ts';

/** Says in one sentence whether the probe records a training, and why not where it was wanted; nothing where nobody wants it. */
export function tellProbe(probe: ProbePlan | undefined, {language}: Pick<Options, 'language'>, io: Io, {isWithoutProbe = false}: {readonly isWithoutProbe?: boolean} = {}): void {
	if (probe === undefined) {
		return;
	}

	const {launch, resume: {notes}} = wordsIn(language);
	const code = 'obstacle' in probe ? `probe-${probe.obstacle}` as const : (isWithoutProbe ? 'probe-not-placed' : 'probe');
	io.stderr.write(launch.remark(notes[code]));
}
