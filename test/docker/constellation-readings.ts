import path from 'node:path';
import {expect} from 'vitest';
import {
	answer,
	ask,
	chosenOf,
	expectEpoch,
	isLive,
	membersOf,
	runsOf,
	targetsOf,
	type Questions,
	type Status,
} from './constellation-answers.ts';
import {
	hostPath,
	realPath,
	type Scene,
	type Training,
} from './constellation-bed.ts';
import type {Row} from './constellation-rows.ts';

/** What changes nothing. */
export const readings: Questions = {
	'status of a container is that of its own run': statusOfContainers,
	'status of a run directory is that of its files': statusOfDirectories,
	'status names the writer': writers,
	'the plain lines are those of the own run': plainLines,
	'each directory is listed once, under its container': listedOnce,
	'the list for people says the same': listedForPeople,
	'advice is about the own run': advice,
};

/** What was answered before anything was changed; two questions need it. */
const answersBefore = new WeakMap<Scene, Map<string, Promise<Status>>>();

async function askBefore(scene: Scene, target: string): Promise<Status> {
	const answers = answersBefore.get(scene) ?? new Map<string, Promise<Status>>();
	answersBefore.set(scene, answers);
	const told = answers.get(target) ?? ask(scene, target);
	answers.set(target, told);
	return told;
}

async function statusOfContainers(scene: Scene): Promise<void> {
	const idle = membersOf(scene).filter(({name}) => scene.trainings.every(({member}) => member?.name !== name));
	await Promise.all(idle.map(async ({name}) => {
		const told = await askBefore(scene, name);
		expect([told.status, told.runDirectory], `status of ${name}, which has trained nothing`).toEqual(['idle', null]);
	}));
	await Promise.all(targetsOf(scene).map(async ({target, training}) => {
		const told = await askBefore(scene, target);
		if (training.isPast) {
			// Its directory is another training's now, and so are its epochs.
			expect(told.status, `status of ${target}`).toBe('interrupted');
			return;
		}

		expect(told.status, `status of ${target}`).toBe(training.state);
		expect(hostPath(training.member!, told.runDirectory ?? ''), `run directory of ${target}`).toBe(training.run);
		expectEpoch(target, told, training);
	}));
}

async function statusOfDirectories(scene: Scene): Promise<void> {
	await Promise.all(runsOf(scene).map(async training => {
		const told = await askBefore(scene, training.run);
		expect(told.status, `status of ${training.run}`).toBe(training.state);
		expectEpoch(training.run, told, training);
	}));
}

async function writers(scene: Scene): Promise<void> {
	const runs = runsOf(scene);
	const ofRun = async (target: string, directory: string) => {
		const before = await askBefore(scene, target);
		const training = runs.find(({run}) => run === directory)!;
		// A busy engine may leave it unknown, which is no wrong answer: it is asked once more.
		const {writer} = isLive(training) && before.writer === null ? await ask(scene, target) : before;
		if (!isLive(training)) {
			expect(writer, `writer of ${target}`).toBeNull();
			return;
		}

		expect(writer, `writer of ${target}`).toMatchObject(training.member === undefined ? {kind: 'process', pid: training.process!.pid} : {kind: 'container', name: training.member.name});
	};

	await Promise.all([
		...targetsOf(scene).map(async ({target, training}) => ofRun(target, training.run)),
		...runs.map(async ({run}) => ofRun(run, run)),
	]);
}

/** This and the advice are asked about the one that is stopped later. */
async function plainLines(scene: Scene, given: Row): Promise<void> {
	const {target, training} = chosenOf(scene, given);
	const row = new RegExp(`^${training.completed}/${training.epochs} `, 'm');
	const {stdout} = await scene.yolotop([target], {
		limitMs: 20_000,
		onOutput(text, child) {
			if (row.test(text)) {
				child.kill('SIGINT');
			}
		},
	});
	expect(stdout, `lines of ${target}`).toMatch(row);
	const printed = /^run (\S+)/m.exec(stdout)?.[1] ?? '';
	expect(hostPath(training.member!, printed), `run directory of ${target}`).toBe(training.run);
	for (const {epochs} of scene.trainings.filter(other => other.epochs !== training.epochs)) {
		expect(stdout, `lines of ${target}`).not.toMatch(new RegExp(String.raw`\b\d+/${epochs}\b`));
	}
}

type ListedRun = {readonly container: string | null; readonly directory: string; readonly status: string; readonly epoch: number}; // eslint-disable-line @typescript-eslint/no-restricted-types -- as in the JSON
type ListedContainer = {readonly name: string; readonly runDirectory: string | undefined; readonly run: ListedRun | undefined};

/** Under whose name a run is listed: nobody's when its container is gone or never was. */
const ownerOf = ({member, isRemoved}: Training) => isRemoved ? undefined : member?.name;

async function listedOnce(scene: Scene): Promise<void> {
	const {stdout} = await answer(scene, ['ls', '--json']);
	const {containers, runs} = JSON.parse(stdout) as {readonly containers: readonly ListedContainer[]; readonly runs: readonly ListedRun[]};
	const place = (name: string | undefined, directory: string) => {
		const member = membersOf(scene).find(one => one.name === name);
		const found = member === undefined ? realPath(directory) : hostPath(member, directory);
		return found === undefined ? `${name}:${directory}` : path.relative(realPath(scene.root), found);
	};

	const isOwn = ({container, directory}: ListedRun) => container === null ? realPath(directory).startsWith(realPath(scene.root)) : container.startsWith(scene.prefix);
	const listed = [
		...containers.filter(({name}) => name.startsWith(scene.prefix)).map(({name, runDirectory, run}) => ({
			owner: name, run: place(name, runDirectory ?? 'unknown'), status: 'training', epoch: run?.epoch,
		})),
		...runs.filter(run => isOwn(run)).map(({container, directory, status, epoch}) => ({
			owner: container ?? undefined, run: place(container ?? undefined, directory), status, epoch,
		})),
	];
	const expected = runsOf(scene).map(training => ({
		owner: ownerOf(training), run: path.relative(realPath(scene.root), training.run), status: training.state, epoch: training.completed,
	}));
	const byRun = (one: {readonly run: string}, other: {readonly run: string}) => one.run.localeCompare(other.run);
	expect(listed.toSorted(byRun)).toEqual(expected.toSorted(byRun));
}

/** Runs that rest are cut off after a number of lines, and the engine may hold other people's. */
async function listedForPeople(scene: Scene): Promise<void> {
	const {stdout} = await answer(scene, ['ls']);
	const lines = stdout.split('\n').filter(line => line.startsWith(scene.prefix));
	const toRow = (line: string) => /^([^\s:]+)(?::\S+)?\s+(\S+)/.exec(line)?.slice(1);
	const runs = runsOf(scene);
	for (const {completed, epochs} of runs) {
		const own = lines.filter(line => line.includes(` ${completed}/${epochs} `)).map(line => toRow(line));
		// A container that was restarted has two runs that may be equally far.
		const same = runs.filter(other => other.completed === completed && other.epochs === epochs && ownerOf(other) !== undefined);
		const expected = same.map(other => [ownerOf(other), other.state]);
		const live = same.filter(other => isLive(other)).map(other => [ownerOf(other), other.state]);
		expect(expected, `lines with ${completed}/${epochs} of\n${stdout}`).toEqual(expect.arrayContaining(own));
		expect(own).toEqual(expect.arrayContaining(live));
	}
}

async function advice(scene: Scene, row: Row): Promise<void> {
	const {target, training} = chosenOf(scene, row);
	const {stdout} = await answer(scene, ['advise', target, '--json']);
	const {recommendations, command} = JSON.parse(stdout) as {readonly recommendations: ReadonlyArray<{readonly name: string; readonly present: number}>; readonly command: string};
	expect(recommendations.find(({name}) => name === 'batchSize')?.present, `batch size of ${target}`).toBe(training.batchSize);
	for (const {weights} of scene.trainings.filter(other => other.weights !== training.weights)) {
		expect(command, `command for ${target}`).not.toContain(weights);
	}
}
