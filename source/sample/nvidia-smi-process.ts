import type {GpuSample} from '../domain/sample.ts';
import {createGpuRows, withFixedFacts, type FixedGpuFacts} from './gpu-rows.ts';
import {
	gpuQueryArguments,
	parseCudaVersion,
	parseMigDevices,
	withoutRefusedField,
} from './nvidia-smi-csv.ts';
import {nvidiaSmiFailure} from './nvidia-smi-failure.ts';
import {
	firstPlan,
	healthyRows,
	nextPlan,
	type NvidiaSmiOutcome,
	type NvidiaSmiPlan,
} from './nvidia-smi-plan.ts';
import {pause, type Sampling} from './polled-sampler.ts';
import {isMissingProgram, runProgram, startProgram} from './run-program.ts';

export type NvidiaSmiOptions = Sampling & {
	/** Programs to try, the first that exists is taken. Under WSL nvidia-smi is often not in PATH. */
	readonly programs?: readonly string[] | undefined;
	readonly intervalMs?: number;
	/** So long without a line means that it hangs. */
	readonly silenceMs?: number;
	/** The first answer may have to start the driver, which takes seconds on a machine with many boards. */
	readonly firstSilenceMs?: number;
	readonly minPauseMs?: number;
	/** Called once, with the first program that has given a row. */
	readonly onProgramFound?: (program: string) => void;
};

/** The words of drivers before `-lms`. */
const withoutLoop = /(?:option|argument) \S*lms\S* is not recognized|invalid combination of input arguments/i;
/** The figures are reported all the same. Source: `man nvidia-smi`, RETURN VALUE. */
const corruptInfoRom = 14;

/** In PATH, then where WSL puts it. */
export const nvidiaSmiPrograms: readonly string[] = ['nvidia-smi', '/usr/lib/wsl/lib/nvidia-smi'];

/**
Reports the GPUs of this machine from one nvidia-smi that repeats its answer, until the signal aborts. One that hangs is
killed; a new one starts only after the old one has gone, each time later. Never rejects.
*/
export async function runNvidiaSmi(options: NvidiaSmiOptions): Promise<void> {
	const {
		emit, signal, now, programs = nvidiaSmiPrograms, minPauseMs = 1000,
	} = options;
	const fixed = createFixedFacts(signal);
	let plan = firstPlan;
	while (!signal.aborted) {
		const outcome = await runOnce(programs[plan.programIndex]!, plan, {...options, fixed});
		if (signal.aborted) {
			return;
		}

		const next = nextPlan(plan, outcome, {programCount: programs.length, minPauseMs});
		if (next.failure !== undefined) {
			emit({
				type: 'sampler-failed', sampler: 'gpu', failure: next.failure, at: now(),
			});
		}

		plan = next.plan;
		await pause(next.pauseMs, signal);
	}
}

async function runOnce(program: string, {query, isSingle}: NvidiaSmiPlan, options: NvidiaSmiOptions & {readonly fixed: ReturnType<typeof createFixedFacts>}): Promise<NvidiaSmiOutcome> {
	const {
		emit, signal, now, intervalMs = 1000, silenceMs = 5000, firstSilenceMs = 20_000, onProgramFound, fixed,
	} = options;
	const ended = new AbortController();
	const lifeSignal = AbortSignal.any([signal, ended.signal]);
	const child = startProgram(program, [...gpuQueryArguments(query), ...(isSingle ? [] : ['-lms', String(intervalMs)])], lifeSignal);
	const rows = createGpuRows(query);
	let decided: NvidiaSmiOutcome | undefined;
	const watch = createSilenceWatch(silenceMs, firstSilenceMs, () => {
		// Said at once: a program that hangs in the driver may not go away for long, not even when it is killed.
		emit({
			type: 'sampler-failed', sampler: 'gpu', failure: {code: 'no-answer'}, at: now(),
		});
		decided = {kind: 'failed', isHealthy: rows.rowCount() >= healthyRows};
		ended.abort();
	});

	function take(text: string): void {
		const isFirst = rows.rowCount() === 0;
		const gpus = rows.push(text);
		if (gpus.length === 0) {
			return;
		}

		watch.restart();
		if (isFirst) {
			onProgramFound?.(program);
		}

		if (!isSingle && rows.isLoopBroken()) {
			decided = {kind: 'loop-broken'};
			ended.abort();
			return;
		}

		emit({type: 'sampled', sample: {kind: 'gpu', gpus: withFixedFacts(gpus, fixed(program, gpus))}, at: now()});
	}

	return new Promise(resolve => {
		const finish = (outcome: NvidiaSmiOutcome): void => {
			watch.stop();
			ended.abort();
			signal.removeEventListener('abort', leave);
			resolve(outcome);
		};

		// Whoever ends the sampling does not wait for a program that hangs.
		const leave = (): void => {
			finish({kind: 'failed', isHealthy: false});
		};

		signal.addEventListener('abort', leave, {once: true});
		for (const stream of [child.stdout!, child.stderr!]) {
			stream.setEncoding('utf8');
			stream.on('data', take);
		}

		child.once('error', error => {
			finish(isMissingProgram(error) ? {kind: 'missing'} : {kind: 'failed', failure: {code: 'other', detail: error.message}, isHealthy: false});
		});
		child.once('close', (code, endedBy) => {
			finish(decided ?? judge(rows, {query, isSingle}, code ?? undefined, endedBy ?? undefined));
		});
	});
}

/** Asks once for what is in no column, beside the program that repeats its answer, and gives what is known of it by now. */
function createFixedFacts(signal: AbortSignal): (program: string, gpus: readonly GpuSample[]) => FixedGpuFacts {
	let facts: FixedGpuFacts = {};
	let hasAskedCuda = false;
	let hasAskedMig = false;
	const ask = async (program: string, words: readonly string[], read: (output: string) => FixedGpuFacts): Promise<void> => {
		const {output} = await runProgram(program, words, {signal, timeLimitMs: 10_000});
		facts = {...facts, ...read(output)};
	};

	return (program, gpus) => {
		if (!hasAskedCuda) {
			hasAskedCuda = true;
			void ask(program, [], output => ({cudaVersion: parseCudaVersion(output)}));
		}

		if (!hasAskedMig && gpus.some(gpu => gpu.isMigEnabled)) {
			hasAskedMig = true;
			void ask(program, ['-L'], output => ({migDevices: parseMigDevices(output)}));
		}

		return facts;
	};
}

/** What a program that has ended by itself has come to. */
function judge(rows: ReturnType<typeof createGpuRows>, {query, isSingle}: Pick<NvidiaSmiPlan, 'query' | 'isSingle'>, exitCode: number | undefined, endedBy: string | undefined): NvidiaSmiOutcome {
	const refused = withoutRefusedField(query, rows.rest());
	if (refused !== undefined) {
		return {kind: 'refused', query: refused};
	}

	if (!isSingle && rows.rowCount() === 0 && withoutLoop.test(rows.rest())) {
		return {kind: 'loop-broken'};
	}

	return isSingle && (exitCode === 0 || exitCode === corruptInfoRom) && rows.rowCount() > 0
		? {kind: 'answered'}
		: {kind: 'failed', failure: nvidiaSmiFailure(exitCode, endedBy === undefined ? rows.rest() : `${rows.rest()}\n${endedBy}`), isHealthy: rows.rowCount() >= healthyRows};
}

/**
Calls back once when nothing came for long. It counts its own ticks instead of the time, so that a yolotop that was
suspended itself does not take its own pause for that of the program.
*/
function createSilenceWatch(silenceMs: number, firstSilenceMs: number, onSilent: () => void): {restart(): void; stop(): void} {
	const tickMs = silenceMs / 5;
	let ticksLeft = Math.ceil(firstSilenceMs / tickMs);
	const timer = setInterval(() => {
		ticksLeft--;
		if (!(ticksLeft <= 0)) {
			return;
		}

		clearInterval(timer);
		onSilent();
	}, tickMs);
	return {
		restart() {
			ticksLeft = 5;
		},
		stop() {
			clearInterval(timer);
		},
	};
}
