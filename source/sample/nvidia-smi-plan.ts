import type {SamplerFailure} from '../domain/sample.ts';
import {initialQuery, type QueriedField} from './nvidia-smi-csv.ts';

/** How the next nvidia-smi is started. */
export type NvidiaSmiPlan = {
	readonly query: readonly QueriedField[];
	/** Which of the programs. */
	readonly programIndex: number;
	/** One question a start instead of one program that repeats its answer. */
	readonly isSingle: boolean;
	/** Failures in a row. */
	readonly failures: number;
};

/** How one nvidia-smi ended. */
export type NvidiaSmiOutcome =
	| {readonly kind: 'missing'}
	/** It does not know a field; `query` does without. */
	| {readonly kind: 'refused'; readonly query: readonly QueriedField[]}
	/** See createGpuRows. */
	| {readonly kind: 'loop-broken'}
	/** A single question was answered. */
	| {readonly kind: 'answered'}
	/** `failure` is undefined when it has been reported; `isHealthy`: it had given rows for a while before. */
	| {readonly kind: 'failed'; readonly failure?: SamplerFailure; readonly isHealthy: boolean};

/** A program that gave so many rows has worked; its end does not count with earlier failures. */
export const healthyRows = 10;

/** The first start asks for everything, from the first program, again and again. */
export const firstPlan: NvidiaSmiPlan = {
	query: initialQuery, programIndex: 0, isSingle: false, failures: 0,
};

const maxPauseMs = 60_000;

/** Single questions cost a start each. */
const singleIntervalMs = 5000;

/** What to do after an nvidia-smi has ended, after which pause, and what to report. */
export function nextPlan(
	plan: NvidiaSmiPlan,
	outcome: NvidiaSmiOutcome,
	{programCount, minPauseMs}: {readonly programCount: number; readonly minPauseMs: number},
): {readonly plan: NvidiaSmiPlan; readonly pauseMs: number; readonly failure?: SamplerFailure | undefined} {
	switch (outcome.kind) {
		case 'refused': {
			return {plan: {...plan, query: outcome.query}, pauseMs: 0};
		}

		case 'loop-broken': {
			return {plan: {...plan, isSingle: true}, pauseMs: minPauseMs};
		}

		case 'answered': {
			return {plan: {...plan, failures: 0}, pauseMs: singleIntervalMs};
		}

		case 'missing': {
			const programIndex = (plan.programIndex + 1) % programCount;
			return programIndex === 0
				? {plan: {...plan, programIndex}, pauseMs: maxPauseMs, failure: {code: 'tool-missing'}}
				: {plan: {...plan, programIndex}, pauseMs: 0};
		}

		case 'failed': {
			const failures = outcome.isHealthy ? 1 : plan.failures + 1;
			return {
				plan: {...plan, failures},
				pauseMs: Math.min(minPauseMs * (2 ** (failures - 1)), maxPauseMs),
				failure: outcome.failure,
			};
		}
	}
}
