import type {StatusReason} from '../../domain/status-reason.ts';
import type {Words} from '../../words/words.ts';

/** Why a job of a scheduler is as it is, in a sentence; undefined for a reason that is of no job. */
export function jobReasonSentence({sentence, reasons}: Words['jobs'], reason: StatusReason | undefined): string | undefined {
	switch (reason?.code) {
		case 'job-waits': {
			return sentence(reasons['job-waits'](reason));
		}

		case 'node-lost': {
			return sentence(reasons['node-lost'](reason.nodes ?? ''));
		}

		case 'output-unseen': {
			return sentence(reasons['output-unseen'](reason.path));
		}

		case 'time-limit':
		case 'job-cancelled':
		case 'job-forgotten': {
			return sentence(reasons[reason.code]());
		}

		default: {
			return undefined;
		}
	}
}
