import type {RunState} from '../domain/run.ts';

/** The state of a run of which nothing is known yet. */
export const initialRunState: RunState = {
	devices: [],
	settings: {},
	scans: {},
	phase: {kind: 'idle'},
	history: [],
	classes: [],
	isFinalValidation: false,
	resumedAt: [],
	notices: [],
	checkpoints: [],
	connection: {kind: 'open'},
};
