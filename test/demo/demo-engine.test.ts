import {
	afterEach,
	describe,
	expect,
	test,
} from 'vitest';
import {createActionJournal} from '../../source/actions/action-journal.ts';
import {createContainerActions} from '../../source/actions/actions.ts';
import {executeResume} from '../../source/actions/resume/execute.ts';
import {prepareResume} from '../../source/actions/resume/prepare.ts';
import {carryOutTool} from '../../source/actions/tool/carry-out.ts';
import {prepareTool} from '../../source/actions/tool/prepare-tool.ts';
import {performAction} from '../../source/actions/perform-action.ts';
import {createActionClock} from '../../source/cli/action-clock.ts';
import {createDemoEngine} from '../../source/demo/demo-engine.ts';
import {demoScenes, firstScene, type DemoScene} from '../../source/demo/scenes.ts';
import type {OutputEvent} from '../../source/domain/event.ts';
import type {RunState} from '../../source/domain/run.ts';
import {noJobs} from '../../source/cluster/job-writers.ts';
import type {ContainerDetails} from '../../source/engine/container.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {createContainerFeed} from '../../source/feed/container-feed.ts';
import {selectStatus} from '../../source/run/select-status.ts';
import {createStore, type Store} from '../../source/run/store.ts';

/** So fast that an epoch takes some ten milliseconds. */
const speed = 100;

const open: Array<() => void> = [];
afterEach(() => {
	for (const close of open.splice(0)) {
		close();
	}
});

/** A container that is followed. */
function follow(engine: Engine, container: ContainerDetails): Store & {until(isSeen: (state: RunState) => boolean): Promise<RunState>} {
	const store = createStore();
	const stop = new AbortController();
	open.push(() => {
		stop.abort();
	});
	void createContainerFeed(engine, container, {waitsForRestart: true}).run(({events}) => {
		store.dispatch(events);
	}, {signal: stop.signal, isFollowing: true});
	return {
		...store,
		until: async isSeen => new Promise(resolve => {
			const look = () => {
				if (!isSeen(store.getState())) {
					return;
				}

				unsubscribe();
				resolve(store.getState());
			};

			const unsubscribe = store.subscribe(look);
			look();
		}),
	};
}

function begin(scene: DemoScene = firstScene) {
	const {engine, container} = createDemoEngine('demo', scene, speed);
	open.push(() => {
		engine.close();
	});
	const run = follow(engine, container);
	const journal = createActionJournal();
	const actions = createContainerActions({
		engine, container, getState: run.getState, journal, clock: createActionClock(Date.now), isReadOnly: false, findJob: noJobs,
	});
	const context = {trigger: 's', signal: new AbortController().signal};
	return {
		engine, container, run, journal, actions, context,
	};
}

const epochsDone = (count: number) => ({history}: RunState) => history.length >= count;
const statusOf = (state: RunState) => selectStatus(state, Date.now()).status;

describe('what is done to a demo is done by the same code as to a container', () => {
	test('a stop after the epoch loses nothing, and the run goes on with the next epoch', async () => {
		const {engine, container, run, actions, context, journal} = begin();
		await run.until(epochsDone(2));
		expect(await actions.perform('stop-after-epoch', context)).toMatchObject({kind: 'stopped', canResume: true});
		const stopped = await run.until(({container: seen}) => seen?.status === 'exited');
		expect(statusOf(stopped)).toBe('interrupted');
		const done = stopped.history.length;
		expect(stopped.progress?.epoch).toBeLessThanOrEqual(done + 1);
		expect(journal.entries()).toMatchObject([{action: 'stop-after-epoch', target: 'demo', outcome: {kind: 'succeeded'}}]);

		const plan = await prepareResume(engine, await engine.inspectContainer(container.id), stopped, {change: {}}, {findJob: noJobs});
		expect(plan).toMatchObject({way: 'resume', command: ['python', 'train.py', '--resume', '/usr/src/app/runs/train/exp/weights/last.pt']});
		const resumed = await executeResume(engine, plan, {findJob: noJobs});
		expect(resumed.kind).toBe('container');
		const next = follow(engine, resumed.kind === 'container' ? resumed.launched.details : container);
		// The epochs before are in the table alone, which is read now and then.
		const state = await next.until(seen => seen.history[0]?.epoch === 1 && epochsDone(done + 2)(seen));
		expect(state.resumedAt).toEqual([done + 1]);
		expect(state.history.map(({epoch}) => epoch)).toEqual(Array.from({length: state.history.length}, (_, index) => index + 1));
	});

	test('a stop now costs the epoch in progress', async () => {
		const {run, actions, context} = begin();
		await run.until(epochsDone(1));
		await actions.perform('stop-now', context);
		expect(statusOf(await run.until(({container}) => container?.status === 'exited'))).toBe('interrupted');
	});

	test('a pause stands still, and what follows goes on', async () => {
		const {engine, container, run, actions, context} = begin();
		await run.until(epochsDone(1));
		await actions.perform('pause', context);
		expect(statusOf(await run.until(({container: seen}) => seen?.status === 'paused'))).toBe('paused');
		const before = await engine.readStats(container.id);
		const after = await engine.readStats(container.id);
		const worked = (stats: unknown) => (stats as {cpu_stats: {cpu_usage: {total_usage: number}}}).cpu_stats.cpu_usage.total_usage;
		expect(worked(after)).toBe(worked(before));
		const {history} = run.getState();
		await actions.perform('unpause', context);
		await run.until(epochsDone(history.length + 2));
	});

	test('a failure is mended by what the rules propose, and comes again with less', async () => {
		const {engine, container, run} = begin(demoScenes['bus-error']);
		const failed = await run.until(state => statusOf(state) === 'failed');
		for (const [change, isMended] of [[{shmSizeBytes: 128 * (2 ** 20)}, false], [{shmSizeBytes: 2 ** 30, batchSize: 64}, false], [{shmSizeBytes: 2 ** 30, batchSize: 8}, true]] as const) {
			const plan = await prepareResume(engine, await engine.inspectContainer(container.id), failed, {change}, {findJob: noJobs});
			const resumed = await executeResume(engine, plan, {findJob: noJobs});
			const next = follow(engine, resumed.kind === 'container' ? resumed.launched.details : container);
			const state = await next.until(seen => seen.history.length > failed.history.length + 1 || statusOf(seen) === 'failed');
			expect([change, statusOf(state) !== 'failed']).toEqual([change, isMended]);
		}
	});

	test('other settings are written beside the run and are in force', async () => {
		const {engine, container, run} = begin(demoScenes['out-of-memory']);
		const failed = await run.until(state => statusOf(state) === 'failed');
		const plan = await prepareResume(engine, await engine.inspectContainer(container.id), failed, {change: {batchSize: 16}}, {findJob: noJobs});
		expect(plan).toMatchObject({way: 'edit', edits: {batch_size: '16'}});
		const resumed = await executeResume(engine, plan, {findJob: noJobs});
		const next = follow(engine, resumed.kind === 'container' ? resumed.launched.details : container);
		const state = await next.until(epochsDone(failed.history.length + 2));
		expect(state.progress).toMatchObject({batchesPerEpoch: 28});
	});

	test.each(['val', 'detect'] as const)('%s runs beside the training', async tool => {
		const {engine, container, run, journal} = begin();
		await run.until(epochsDone(1));
		const plan = await prepareTool(engine, container, run.getState(), {tool, ...(tool === 'detect' && {source: '/data/site/images'})});
		expect(plan).toMatchObject({isBesideTraining: true, device: 'cpu'});
		const events: OutputEvent[] = [];
		const {signal} = new AbortController();
		const outcome = await carryOutTool({
			plan, place: engine, signal,
			perform: async work => performAction({
				journal, target: 'demo', now: Date.now, isReadOnly: false,
			}, {trigger: 'V', signal}, work),
			onOutput(printed) {
				events.push(...printed);
			},
		});
		expect(outcome).toMatchObject({exitCode: 0, savedAt: `/usr/src/app/runs/${tool}/exp`});
		expect(events.filter(({type}) => type === (tool === 'val' ? 'class-reported' : 'image-detected'))).toHaveLength(tool === 'val' ? 4 : 12);
	});

	test('a restart begins another run, and a removal takes the container away', async () => {
		const {run, actions, context} = begin();
		await run.until(epochsDone(1));
		await actions.perform('restart', context);
		await run.until(({runDirectory, history}) => runDirectory === 'runs/train/exp2' && history.length > 0);
		await actions.perform('remove', context);
		await run.until(({container}) => container?.status === 'removed');
	});

	test('what only a real container has is refused with words', async () => {
		const {engine, container} = begin();
		await expect(engine.openTerminal(container.id, ['bash'], {columns: 80, rows: 24})).rejects.toMatchObject({code: 'demo-only-simulates'});
		await expect(engine.openArchive(container.id, '/usr/src/app')).rejects.toMatchObject({code: 'demo-only-simulates'});
		await expect(engine.inspectContainer('other')).rejects.toMatchObject({code: 'container-not-found', values: {name: 'other'}});
	});
});

test('what is followed ends with its signal, also with one that is aborted already', async () => {
	const {engine, container} = begin();
	for (const isBefore of [true, false]) {
		const stop = new AbortController();
		if (isBefore) {
			stop.abort();
		}

		const opens = [
			async () => engine.openLogs(container.id, {isFollowing: true, signal: stop.signal}), async () => engine.openAttach(container.id, {signal: stop.signal}), async () => engine.openEvents({container: container.id, signal: stop.signal}),
		];
		const read = opens.map(async openStream => {
			let count = 0;
			for await (const _ of await openStream()) {
				count++;
			}

			return count;
		});
		stop.abort();
		await Promise.allSettled(read);
	}
});
