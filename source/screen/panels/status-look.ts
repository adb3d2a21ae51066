import type {RunStatus} from '../../domain/run-status.ts';
import type {Glyphs} from '../theme/glyphs.ts';
import type {Token} from '../theme/token.ts';

/** The colour and the mark of each status; the word stands beside them always. */
export const statusLooks: Readonly<Record<RunStatus, {readonly token: Token; readonly mark: keyof Glyphs['marks']}>> = {
	reading: {token: 'info', mark: 'wait'},
	starting: {token: 'info', mark: 'wait'},
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
	idle: {token: 'dim', mark: 'wait'},
	unknown: {token: 'warning', mark: 'unknown'},
};
