import type {RunStatus} from '../../domain/run-status.ts';

/** What each state of a training is called. */
export const status = {
	reading: 'reading the log',
	starting: 'starting',
	training: 'training',
	validating: 'validating',
	running: 'running',
	finished: 'finished',
	'stopped-early': 'stopped early',
	interrupted: 'interrupted',
	failed: 'failed',
	paused: 'paused',
	stopped: 'stopped',
	lost: 'lost',
	idle: 'idle',
	queued: 'waiting',
	unknown: 'unknown',
} satisfies Readonly<Record<RunStatus, string>>;
