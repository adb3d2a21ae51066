import type {StatusWithReason} from '../../domain/status-reason.ts';
import type {RunStatus} from '../../domain/run-status.ts';
import type {Glyphs} from '../theme/glyphs.ts';
import type {Token} from '../theme/token.ts';

type StatusLook = {readonly token: Token; readonly mark: keyof Glyphs['marks']};

/** The colour and the mark of each status; the word stands beside them always. */
export const statusLooks: Readonly<Record<RunStatus, StatusLook>> = {
	reading: {token: 'label', mark: 'wait'},
	starting: {token: 'label', mark: 'wait'},
	training: {token: 'good', mark: 'run'},
	validating: {token: 'good', mark: 'run'},
	running: {token: 'good', mark: 'run'},
	finished: {token: 'good', mark: 'good'},
	'stopped-early': {token: 'good', mark: 'good'},
	interrupted: {token: 'warning', mark: 'stop'},
	failed: {token: 'bad', mark: 'bad'},
	paused: {token: 'warning', mark: 'pause'},
	stopped: {token: 'warning', mark: 'stop'},
	lost: {token: 'bad', mark: 'unknown'},
	queued: {token: 'label', mark: 'wait'},
	idle: {token: 'dim', mark: 'wait'},
	unknown: {token: 'warning', mark: 'unknown'},
};

/** The look of a status; what a silent log told last may be over. */
export function lookOfStatus({status, isSilent = false}: Pick<StatusWithReason, 'status' | 'isSilent'>): StatusLook {
	return statusLooks[isSilent ? 'unknown' : status];
}
