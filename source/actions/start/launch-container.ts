import {planToCreateRequest, terminalSize} from '../../plan/create-request.ts';
import type {LaunchPlan} from '../../plan/launch-plan.ts';
import {UserError} from '../../domain/user-error.ts';
import type {ContainerDetails} from '../../engine/container.ts';
import type {Engine} from '../../engine/engine.ts';
import {hasProbeVariables} from '../../plan/probe-environment.ts';
import {collectEarlyOutput, type EarlyOutput} from '../../feed/early-output.ts';
import {isProbePlaced, type ProbeFiles} from './place-probe.ts';

/** A container that was made and started. */
export type LaunchedContainer = {
	/** As it was after the start; for one that removed itself already, as it was before. */
	readonly details: ContainerDetails;
	/** Only where the record may vanish or is not kept. */
	readonly early?: {readonly output: EarlyOutput; readonly exit: Promise<{readonly exitCode?: number | undefined}>};
	readonly warnings: readonly string[];
	/** The probe was planned for it and could not be put into it: the training runs without. */
	readonly isWithoutProbe: boolean;
};

export type LaunchOptions = {
	/** Until the start. The container goes on when it aborts later. */
	readonly signal?: AbortSignal | undefined;
	/** Carries files into the container before it is started. */
	prepare?(container: string): Promise<void>;
	/** Put into it where the plan has the variables of the probe. */
	readonly probe?: ProbeFiles | undefined;
};

/**
Makes and starts the container of a plan. It is attached to before the start where its record could vanish, its terminal gets
a size, and a start that fails leaves nothing behind.

@throws UserError of the engine, and `start-failed-container-left` when what was made could not be removed.
*/
export async function launchContainer(engine: Engine, plan: LaunchPlan, {signal, prepare, probe}: LaunchOptions = {}): Promise<LaunchedContainer> {
	const {isPodman} = await engine.identify({signal});
	const {id, warnings} = await engine.createContainer(planToCreateRequest(plan, {isPodman}), {name: plan.name, platform: plan.platform, signal});
	const attached = new AbortController();
	try {
		await prepare?.(id);
		const isWithoutProbe = hasProbeVariables(plan.environment) && !await isProbePlaced(engine, id, probe, signal);
		const made = await engine.inspectContainer(id, {signal});
		const isVolatile = made.isAutoRemoved || made.logDriver === 'none';
		const early = isVolatile ? await attachEarly(engine, made, attached.signal) : undefined;
		signal?.throwIfAborted();
		await engine.startContainer(id);
		if (plan.hasTerminal) {
			// Engines that know the size from the request have set it already; a program that has ended has no terminal.
			await engine.resizeCreated(id, terminalSize).catch(() => undefined);
		}

		const details = await engine.inspectContainer(id).catch(() => made);
		return {
			details, ...(early && {early}), isWithoutProbe, warnings,
		};
	} catch (error) {
		attached.abort();
		await removeFailed(engine, id, plan.name ?? id.slice(0, 12), error);
		throw error;
	}
}

async function attachEarly(engine: Engine, details: ContainerDetails, signal: AbortSignal): Promise<NonNullable<LaunchedContainer['early']>> {
	const output = collectEarlyOutput(await engine.openAttach(details.id, {signal}), details.hasTerminal);
	const exit = engine.waitForExit(details.id, {until: 'next-exit', signal});
	// Asked for by the feed, or by nobody.
	exit.catch(() => undefined);
	return {output, exit};
}

/** What could not be started would be in the way of the next try. */
async function removeFailed(engine: Engine, id: string, name: string, cause: unknown): Promise<void> {
	try {
		await engine.removeCreated(id);
	} catch (error) {
		if (error instanceof UserError && error.code === 'container-not-found') {
			return;
		}

		throw new UserError('start-failed-container-left', {name, reason: cause instanceof Error ? cause.message : String(cause)}, {cause});
	}
}
