import type {ProbeObstacle} from '../../domain/probe.ts';
import type {ProgramStart} from '../start/program-start.ts';
import type {ChosenWay} from './choose-way.ts';
import type {InspectedRun} from './inspect-run.ts';

/** What a resume is about to do; made by prepareResume, done by executeResume. */
export type ResumePlan = ChosenWay & {
	/** Its checkpoint and settings; undefined for a restart, which needs nothing of the earlier run. */
	readonly run?: InspectedRun;
	/** Of the earlier run, absolute; undefined where a restart does not know it. */
	readonly runDirectory?: string;
	/** Where the command is started, absolute. */
	readonly directory: string;
	/** How the program comes to run. */
	readonly start: ProgramStart;
	/** Commands that do the same, secrets masked; for showing only. */
	readonly shown: readonly string[];
	readonly notes: readonly ResumeNote[];
};

/** Whether the probe records what begins, and why not where it was wanted. */
export type ProbeNote = 'probe' | `probe-${ProbeObstacle}`;

/** What a person should know before; the words are in text/resume. */
export type ResumeNote =
	| {readonly code: 'continues'; readonly values: {readonly epoch: string; readonly epochs: string; readonly checkpoint: string}}
	| {readonly code: 'is-finished'; readonly values: Readonly<Record<never, never>>}
	| {readonly code: 'end-unread'; readonly values: {readonly checkpoint: string}}
	| {readonly code: 'begins-anew'; readonly values: {readonly checkpoint: string}}
	| {readonly code: 'no-checkpoint'; readonly values: Readonly<Record<never, never>>}
	| {readonly code: 'starts-again'; readonly values: Readonly<Record<never, never>>}
	| {readonly code: 'old-run-stays'; readonly values: {readonly path: string}}
	| {readonly code: 'old-run-overwritten'; readonly values: {readonly path: string}}
	| {readonly code: 'settings-edited'; readonly values: {readonly path: string; readonly changes: string}}
	| {readonly code: 'carried-over'; readonly values: {readonly path: string; readonly name: string}}
	| {readonly code: 'new-container'; readonly values: {readonly name: string; readonly old: string}}
	| {readonly code: 'ports-dropped'; readonly values: {readonly ports: string}}
	| {readonly code: 'output-elsewhere'; readonly values: {readonly name: string}}
	/** Another job goes on with the run, of the same script. */
	| {readonly code: 'new-job' | 'job-after'; readonly values: {readonly name: string}}
	| {readonly code: ProbeNote; readonly values: Readonly<Record<never, never>>}
	| {readonly code: 'others-possible'; readonly values: {readonly ways: string}};

/** Whether the probe records what begins; nothing where nobody wants it. */
export function describeProbe({probe}: Pick<ProgramStart, 'probe'>): readonly ResumeNote[] {
	return probe === undefined ? [] : [{code: 'obstacle' in probe ? `probe-${probe.obstacle}` : 'probe', values: {}}];
}
