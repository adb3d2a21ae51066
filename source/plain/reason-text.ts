import type {StatusReason} from '../domain/status-reason.ts';
import {durationToText} from '../format/duration.ts';
import {unknownSign} from '../format/number.ts';
import {type Language, wordsIn} from '../words/words.ts';

/** Says in a few words why a run has its status. */
export function reasonToText(reason: StatusReason, language: Language): string {
	const {reasons, units} = wordsIn(language).plain;
	const {reasons: jobs} = wordsIn(language).jobs;
	switch (reason.code) {
		case 'early-stop': {
			return reason.patience === undefined && reason.bestEpoch === undefined ? reasons['early-stop-by-files']() : reasons['early-stop'](String(reason.patience ?? unknownSign), String(reason.bestEpoch ?? unknownSign));
		}

		case 'traceback': {
			return reasons.traceback(reason.exception, reason.message);
		}

		case 'rank-failed': {
			const {rank, signal, exitCode} = reason;
			return reasons['rank-failed'](rank === undefined ? '' : String(rank), signal ?? String(exitCode));
		}

		case 'exit-code': {
			return reasons['exit-code'](String(reason.exitCode));
		}

		case 'start-failed': {
			return reasons['start-failed'](reason.error);
		}

		case 'signal': {
			return reasons.signal(reason.signal);
		}

		case 'container-error': {
			return reasons['container-error'](reason.error);
		}

		case 'connection-lost':
		case 'reconnecting': {
			return reasons[reason.code](reason.detail);
		}

		case 'log-silent': {
			return reasons['log-silent'](durationToText(reason.silentMs, units));
		}

		case 'job-waits': {
			return jobs['job-waits'](reason);
		}

		case 'node-lost': {
			return jobs['node-lost'](reason.nodes ?? '');
		}

		case 'output-unseen': {
			return jobs['output-unseen'](reason.path);
		}

		case 'time-limit':
		case 'job-cancelled':
		case 'job-forgotten': {
			return jobs[reason.code]();
		}

		case 'out-of-memory':
		case 'ended-unfinished':
		case 'container-removed':
		case 'process-gone':
		case 'files-at-rest':
		case 'total-unknown':
		case 'no-epoch':
		case 'writer-unknown':
		case 'output-ended': {
			return reasons[reason.code]();
		}
	}
}
