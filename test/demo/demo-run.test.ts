import {describe, expect, it} from 'vitest';
import {readContainerStacks} from '../../source/actions/stacks/read-stacks.ts';
import {describeStacks} from '../../source/checks/stacks/describe-stacks.ts';
import {vitalSigns} from '../../source/checks/vital-signs.ts';
import {createDiagnosing} from '../../source/cli/diagnosing.ts';
import {demoClasses} from '../../source/demo/curves.ts';
import {createDemoEngine} from '../../source/demo/demo-engine.ts';
import {
	demoSceneNames,
	demoScenes,
	firstScene,
	type DemoScene,
	type DemoSceneName,
} from '../../source/demo/scenes.ts';
import type {RunState} from '../../source/domain/run.ts';
import {createContainerFeed} from '../../source/feed/container-feed.ts';
import {toContainerFacts} from '../../source/gather/container-facts.ts';
import {
	selectClassHistory,
	selectConfusedPairs,
	selectGradientNorm,
	selectLearningRate,
	selectProbeStatus,
} from '../../source/run/select-probe.ts';
import {selectStatus} from '../../source/run/select-status.ts';
import {createStore} from '../../source/run/store.ts';
import {initialResources} from '../../source/run/resources.ts';
import {wordsIn} from '../../source/words/words.ts';

/** What is read of a scene as it is shown first. */
async function stateOf(scene: DemoScene, laterMs = 0): Promise<{readonly state: RunState; readonly rules: readonly string[]}> {
	const {engine, container} = createDemoEngine('demo', scene, 1);
	const store = createStore();
	await createContainerFeed(engine, container).run(({events}) => {
		store.dispatch(events);
	}, {signal: new AbortController().signal, isFollowing: false});
	engine.close();
	const state = store.getState();
	return {state, rules: createDiagnosing({language: 'en', container: toContainerFacts(container)}).diagnose(state, Date.now() + laterMs).map(({rule}) => rule)};
}

describe('the demo', () => {
	it('is read completely by the same code as a real training', async () => {
		const {state} = await stateOf({...firstScene, epochs: 12, done: Infinity});
		expect(state).toMatchObject({
			framework: {name: 'yolov5', version: 'v7.0-0-g915bbf294'}, task: 'detect', epochs: 12, runDirectory: 'runs/train/exp', locatedRunDirectory: '/usr/src/app/runs/train/exp',
			phase: {kind: 'finished', isEarlyStop: false}, isFinalValidation: true, traceback: undefined, notices: [], container: {status: 'exited', exitCode: 0},
		});
		expect(state.history.map(({epoch}) => epoch)).toEqual(Array.from({length: 12}, (_, index) => index + 1));
		expect(state.history.every(({losses, metrics, validationLosses, seconds}) => [losses, validationLosses].every(row => Object.keys(row ?? {}).length === 3) && metrics?.map50 !== undefined && (seconds ?? 0) >= 4)).toBe(true);
		expect(state.classes.map(({name, instances, metrics}) => ({name, instances, ...metrics}))).toEqual(demoClasses);
		expect(state.progress).toMatchObject({
			epoch: 12, batchIndex: 55, batchesPerEpoch: 55, imageSize: 640,
		});
		expect(state.checkpoints.map(({name}) => name)).toEqual(expect.arrayContaining(['last.pt', 'best.pt']));
	});

	it('denies nothing about its files before they were looked at', async () => {
		const {engine, container} = createDemoEngine('demo', demoScenes.plateau, 1);
		const store = createStore();
		const stop = new AbortController();
		const said: string[] = [];
		await createContainerFeed(engine, container).run(({events}) => {
			for (const event of events) {
				store.dispatch([event]);
				const state = store.getState();
				if (state.connection.kind === 'open' && state.history.length > 0) {
					said.push(...vitalSigns({
						run: state, now: Date.now(), resources: initialResources, diagnoses: [],
					}, 'en').filter(({id}) => ['fitting', 'saved', 'patience'].includes(id)).map(({text}) => text));
				}

				if (event.type === 'run-files-looked-at' && event.runDirectory !== undefined) {
					stop.abort();
				}
			}
		}, {signal: stop.signal, isFollowing: true});
		engine.close();
		const {fitting, saved, patience} = wordsIn('en').vitalSigns;
		for (const denial of [fitting.unknown, saved.unknown, patience.none, saved.byRecord('170')]) {
			expect(said).not.toContain(denial);
		}

		expect(said.at(-2)).toMatch(/^last\.pt/);
	});

	const begins: Readonly<Record<DemoSceneName, {readonly status: RegExp; readonly rule: string; readonly epochs: number}>> = {
		'bus-error': {status: /^failed$/, rule: 'shm-bus-error', epochs: 11},
		'out-of-memory': {status: /^failed$/, rule: 'cuda-out-of-memory', epochs: 5},
		nan: {status: /^(?:training|validating)$/, rule: 'loss-nan', epochs: 24},
		finished: {status: /^finished$/, rule: 'low-recall', epochs: 100},
		stalled: {status: /^(?:training|validating)$/, rule: 'training-stalled', epochs: 37},
		plateau: {status: /^(?:training|validating)$/, rule: 'plateau', epochs: 170},
		uneven: {status: /^(?:training|validating)$/, rule: 'class-falling', epochs: 50},
		frozen: {status: /^(?:training|validating)$/, rule: 'learning-rate-zero', epochs: 27},
	};

	it.each(demoSceneNames)('begins at %s, which the rules recognise', async name => {
		// Silence is one after some minutes.
		const {state, rules} = await stateOf(demoScenes[name], name === 'stalled' ? 300_000 : 0);
		const {status, rule, epochs} = begins[name];
		expect(selectStatus(state, Date.now()).status).toMatch(status);
		expect(state.history.length).toBe(epochs);
		expect(rules).toContain(rule);
	});
});

describe('what the probe of a demo records', () => {
	it('is read by the same code as that of a real training', async () => {
		const {state} = await stateOf(demoScenes.stalled);
		const history = selectClassHistory(state);
		expect(history.map(({epoch}) => epoch)).toEqual(Array.from({length: 37}, (_, index) => index + 1));
		expect(history.at(-1)!.classes.map(({name}) => name)).toEqual(demoClasses.map(({name}) => name));
		expect(selectConfusedPairs(state.probe!.matrix!)[0]).toMatchObject({actual: 'noHelmet', predicted: 'helmet'});
		expect([selectProbeStatus(state), selectLearningRate(state), selectGradientNorm(state)?.steps]).toEqual(['on', expect.any(Number), 55]);
	});

	it.each([
		['uneven', ['class-falling', 'classes-confused', 'gradients-exploding', 'learning-rate-cold']],
		['frozen', ['gradients-vanishing', 'learning-rate-zero']],
	] as const)('lets the rules see what nothing else shows: %s', async (scene, expected) => {
		const {rules} = await stateOf(demoScenes[scene]);
		expect(rules).toEqual(expect.arrayContaining([...expected]));
		expect(rules).not.toContain('loss-nan');
	});

	it('tells where it hangs', async () => {
		const {engine, container} = createDemoEngine('demo', demoScenes.stalled, 1);
		const reading = await readContainerStacks(engine, container, 1, new AbortController().signal);
		engine.close();
		expect(reading.kind === 'read' && describeStacks(reading.processes, 'en').verdict).toContain('4 of 4 workers wait for the disk');
	});
});
