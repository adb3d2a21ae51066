import type {Options} from '../options/options.ts';
import {toJsonText} from '../../domain/printable.ts';
import {planToCreateRequest, redactRequest} from '../../plan/create-request.ts';
import {planToDockerCommand, planToDockerText} from '../../plan/docker-command.ts';
import type {ProbePlan} from '../../domain/probe.ts';
import type {LaunchPlan} from '../../plan/launch-plan.ts';
import type {ActionJournal} from '../../actions/action-journal.ts';
import type {ContainerDetails} from '../../engine/container.ts';
import type {Engine} from '../../engine/engine.ts';
import {publishTensorboard} from '../../actions/tensorboard/publish-port.ts';
import {performAction} from '../../actions/perform-action.ts';
import {planContainerProbe, readImageVariables, withProbe} from '../../actions/start/place-probe.ts';
import {launchContainer, type LaunchedContainer} from '../../actions/start/launch-container.ts';
import {isIdleShell} from '../../actions/start/new-container.ts';
import {gatherPreflight} from '../../gather/gather-preflight.ts';
import {runPreflight, type PreflightFinding} from '../../checks/preflight/checks.ts';
import {planView} from '../../actions/start/plan-view.ts';
import {refuseIntended} from '../../actions/resume/refuse-written.ts';
import {stopExitCode, type Io} from '../io.ts';
import {readLaunch, type WantedLaunch} from '../launch-words.ts';
import {watchWish} from '../watch/begin-watch.ts';
import {watchContainer} from '../watch/watch-shown.ts';
import {openEngine} from '../open-engine.ts';
import {openJournal} from '../open-journal.ts';
import {loadProbe} from '../probe-files.ts';
import {canPassFindings, printFindings} from '../pass-findings.ts';
import {runLocal} from '../run-local.ts';
import {tellProbe} from '../tell-probe.ts';
import {findJobOf} from '../writers.ts';
import {showLaunched} from '../show-launched.ts';
import {commandNotes} from '../../words/command-notes.ts';
import {wordsIn} from '../../words/words.ts';

function requestOf(plan: LaunchPlan, isPodman: boolean): {readonly path: string; readonly body: unknown} {
	return {
		path: `POST /containers/create${plan.name === undefined ? '' : `?name=${encodeURIComponent(plan.name)}`}`,
		body: redactRequest(planToCreateRequest(plan, {isPodman})),
	};
}

function planToJson(plan: LaunchPlan, isPodman: boolean): Readonly<Record<string, unknown>> {
	return {schema: 1, docker: planToDockerCommand(plan), request: requestOf(plan, isPodman)};
}

/** Prints what would be created, without any value of the environment. */
function printPlan(plan: LaunchPlan, isPodman: boolean, {language, isJson}: Options, io: Io): void {
	const {path, body} = requestOf(plan, isPodman);
	if (isJson) {
		io.stdout.writeJson({...planToJson(plan, isPodman), container: null}, 2);
		return;
	}

	const texts = wordsIn(language).launch;
	const command = planToDockerText(plan);
	const notes = commandNotes([command], language).map(note => `# ${note}\n`).join('');
	io.stdout.write(`# ${texts.dockerCommand}\n${notes}${command}\n\n# ${texts.request}\n${path}\n${toJsonText(body, 2)}\n`);
	io.stderr.write(`${texts.nothingDone}\n`);
}

/** A dry run needs no engine; without one nothing is known that could be checked. */
async function dryRun(wanted: LaunchPlan, options: Options, io: Io): Promise<number> {
	let isPodman = false;
	let probe = options.hasProbe ? planContainerProbe(wanted, []) : undefined;
	let findings: readonly PreflightFinding[] = [];
	let engine: Engine | undefined;
	try {
		engine = await openEngine(options, io);
		({isPodman} = await engine.identify({signal: io.signal}));
		probe = await planProbeOf(engine, wanted, options, io);
		findings = runPreflight(await gatherPreflight(engine, wanted, io.signal));
	} catch {
		io.signal.throwIfAborted();
	} finally {
		engine?.close();
	}

	printFindings(findings, options, io);
	printPlan(withProbe(wanted, probe), isPodman, options, io);
	tellProbe(probe, options, io);
	return 0;
}

/** How the probe gets into the container; undefined where nobody wants it. */
async function planProbeOf(engine: Engine, plan: LaunchPlan, {hasProbe}: Options, {signal}: Io): Promise<ProbePlan | undefined> {
	return hasProbe ? planContainerProbe(plan, await readImageVariables(engine, plan.image, signal)) : undefined;
}

/** A training container that was made and started. */
type Launch = {readonly launched: LaunchedContainer; readonly plan: LaunchPlan; readonly probe: ProbePlan | undefined};

/** Checks, makes and starts the container of a plan; undefined where the person wants none of it. */
async function launch({plan, profile}: WantedLaunch, {engine, journal}: {readonly engine: Engine; readonly journal: ActionJournal}, options: Options, io: Io): Promise<Launch | undefined> {
	const facts = await gatherPreflight(engine, plan, io.signal);
	if (facts.training !== undefined) {
		const view = planView(plan, await engine.listContainers({isAll: true, signal: io.signal}));
		await refuseIntended({engine, findJob: findJobOf(options, io)}, {training: facts.training, directory: facts.directory}, view, {signal: io.signal});
	}

	if (!await canPassFindings(runPreflight(facts), options, io)) {
		io.stderr.write(wordsIn(options.language).launch.notStarted);
		return undefined;
	}

	const probe = await planProbeOf(engine, plan, options, io);
	const probed = withProbe(plan, probe);
	let launched: LaunchedContainer | undefined;
	await performAction({
		journal, target: plan.name ?? plan.image, now: io.now, isReadOnly: options.isReadOnly,
	}, {trigger: profile === undefined ? 'yolotop run' : `yolotop run ${profile.name}`, signal: io.signal}, {
		action: 'run',
		shown: planToDockerText(probed),
		async run({onTarget}) {
			launched = await launchContainer(engine, probed, {signal: io.signal, probe: await loadProbe(options)});
			onTarget(launched.details.name);
			return {kind: 'done'};
		},
	});
	return launched && {launched, plan: probed, probe};
}

/** Starts the container that the words of a command line ask for, and shows nothing of it; undefined where it was not started. */
export async function startContainer(options: Options, io: Io): Promise<{readonly details: ContainerDetails; readonly profile: WantedLaunch['profile']} | undefined> {
	const wanted = readLaunch(options, io);
	const engine = await openEngine(options, io);
	const {journal, close} = openJournal(io);
	try {
		const started = await launch(wanted, {engine, journal}, options, io);
		return started && {details: started.launched.details, profile: wanted.profile};
	} finally {
		close();
		engine.close();
	}
}

/** `yolotop run`: checks, makes and starts a training container, and shows it. The container outlives yolotop. */
export async function run(options: Options, io: Io): Promise<number> {
	if (options.isSlurm) {
		const {runSlurm} = await import('../run-slurm.ts');
		return runSlurm(options, io);
	}

	if (options.isLocal) {
		return runLocal(options, io);
	}

	const texts = wordsIn(options.language).launch;
	const {plan: typed, profile} = readLaunch(options, io);
	const plan = options.tensorboard === undefined ? typed : publishTensorboard(typed, options.tensorboard);
	const wish = watchWish(options, io.now(), profile?.keepGoing);
	if (profile !== undefined) {
		io.stderr.write(texts.profile(profile.name, profile.file));
	}

	if (options.isDryRun) {
		return dryRun(plan, options, io);
	}

	const engine = await openEngine(options, io);
	const {journal, close: closeJournal} = openJournal(io);
	try {
		const started = await launch({plan, ...(profile !== undefined && {profile})}, {engine, journal}, options, io);
		if (started === undefined) {
			return stopExitCode(io) ?? 1;
		}

		const {launched, probe} = started;
		for (const warning of launched.warnings) {
			io.stderr.write(texts.engineWarning(warning));
		}

		tellProbe(probe, options, io, launched);
		const {details} = launched;
		const {id, name} = details;
		if (options.isJson) {
			const {isPodman} = await engine.identify({signal: io.signal});
			io.stdout.writeJson({...planToJson(started.plan, isPodman), container: {id, name}}, 2);
		}

		io.stderr.write(`${texts.started(name)}${isIdleShell(details) ? texts.shellWaits(name) : ''}`);
		await watchContainer(details, wish, options, io);
		return await showLaunched({engine, launched, journal}, options, io);
	} finally {
		closeJournal();
		engine.close();
	}
}
