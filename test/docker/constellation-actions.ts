import {spawnSync} from 'node:child_process';
import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {expect} from 'vitest';
import {
	ask,
	chosenOf,
	expectEpoch,
	isLive,
	membersOf,
	runsOf,
	targetsOf,
	type Questions,
} from './constellation-answers.ts';
import {
	containerPath,
	epochsOf,
	hostPath,
	openGate,
	pidsOf,
	removeContainers,
	untilEnded,
	upTo,
	type Scene,
	type Training,
} from './constellation-bed.ts';
import {interrupt} from './constellation-events.ts';
import type {Row} from './constellation-rows.ts';

/** What changes a run, in this order. */
export const actions: Questions = {
	'a second writer is refused': refusals,
	'a stop after the epoch ends the own training alone': stopOne,
	'a resume goes on with the own run': resumeOwn,
	'every run directory is whole': wholeFiles,
};

type Attempt = {
	readonly training: Training;
	readonly words: readonly string[];
	/** Whether the container of the training itself is named. */
	readonly isOwn: boolean;
};

/** The ways to begin a second training in the directory of one that goes on; `place` lets the forms take turns. */
function attemptsOn(scene: Scene, training: Training, place: number): readonly Attempt[] {
	const targets = targetsOf(scene);
	const own = targets.filter(entry => entry.training === training).map(({target}) => target);
	const past = targets.filter(entry => entry.training !== training && entry.training.run === training.run);
	const others = membersOf(scene).filter(({name}) => name !== training.member?.name);
	return [
		...own.flatMap(target => place === 0 ? [[target], [target, '-y'], [target, '--way', 'new-run', '-y']] : [[target, '-y']]).map(words => ({training, words, isOwn: true})),
		...past.flatMap(({target}) => [[target, '-y'], [target, '--way', 'edit', '--batch-size', '2', '-y']]).map(words => ({training, words, isOwn: false})),
		{training, words: [training.run, '-y'], isOwn: false},
		...others.flatMap((member, index) => {
			const inside = containerPath(member, training.run);
			const words = (place + index) % 2 === 0 ? [`${member.name}:${inside}`, '-y'] : [member.name, '--checkpoint', `${inside}/weights/last.pt`, '-y'];
			return inside === undefined ? [] : [{training, words, isOwn: false}];
		}),
	];
}

async function refusals(scene: Scene): Promise<void> {
	const known = new Set(membersOf(scene).map(({name}) => name));
	const live = runsOf(scene).filter(training => isLive(training));
	const before = await Promise.all(live.map(async training => epochsOf(training)));
	const problems: string[] = [];
	await Promise.all(live.flatMap((training, place) => attemptsOn(scene, training, place)).map(async ({training, words, isOwn}) => {
		const {exitCode, signal, stdout, stderr} = await scene.yolotop(['resume', ...words]);
		const started = /process (\d+) keeps running/.exec(stderr)?.[1];
		if (started !== undefined) {
			process.kill(Number(started), 'SIGKILL');
		}

		const attempt = `resume ${words.join(' ')} into the run of ${training.label}`;
		if (exitCode !== 1 || stdout !== '') {
			problems.push(`${attempt} was not refused (${exitCode ?? signal}): ${stdout}`);
		} else if (isAboutWriter(words, scene, training) && training.member !== undefined && !stderr.includes(training.member.name)) {
			problems.push(`${attempt} does not name the container: ${stderr}`);
		} else if (!isOwn && isAboutWriter(words, scene, training) && !hasNumber(stderr, await numbersOf(training))) {
			problems.push(`${attempt} does not name the process: ${stderr}`);
		}
	}));
	const started = await removeContainers(scene.bed, name => name.startsWith(scene.prefix) && !known.has(name));
	expect(problems.join('\n')).toBe('');
	expect(started).toEqual([]);
	expect(await Promise.all(live.map(async training => epochsOf(training)))).toEqual(before);
}

const hasNumber = (text: string, numbers: readonly number[]): boolean => (text.match(/\b\d+\b/g) ?? []).some(number => numbers.includes(Number(number)));

/** Whether the refusal is about this writer: a container with a training of its own is refused because of that one. */
function isAboutWriter(words: readonly string[], {trainings}: Scene, training: Training): boolean {
	const name = words[0]!.split(':', 1)[0]!;
	return trainings.every(other => other === training || !isLive(other) || other.member?.name !== name);
}

/** The numbers of a training's processes: on the machine and, where that can be read, in its container. */
async function numbersOf(training: Training): Promise<readonly number[]> {
	const pids = await pidsOf(training);
	const inside = await Promise.all(pids.map(async pid => {
		const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
		return (/^NSpid:(.*)$/m.exec(text)?.[1] ?? '').trim().split(/\s+/).map(Number);
	}));
	return [...pids, ...inside.flat()].filter(pid => pid > 0);
}

/** How the container of a training is, and what it said last: a stop that finds none to stop does not say why. */
async function fateOf({member}: Training): Promise<string> {
	if (member === undefined) {
		return '';
	}

	const {State: state} = await member.container.inspect();
	const log = await member.container.logs({stdout: true, stderr: true, tail: 5});
	return `\n${JSON.stringify(state)}\n${log.toString('utf8')}`;
}

async function stopOne(scene: Scene, row: Row): Promise<void> {
	const {target, training} = chosenOf(scene, row);
	scene.stopped = training;
	const others = scene.trainings.filter(other => other !== training && isLive(other));
	const before = await Promise.all(others.map(async other => epochsOf(other)));
	const waiting = new RegExp(String.raw`epoch ${training.completed + 1}\b`);
	let isOpened = false;
	const {exitCode, stderr} = await scene.yolotop(['stop', target, '--after-epoch', '-y'], {
		onError(text) {
			// It waits for the end of the epoch in progress; the interrupt then falls into the next one.
			if (isOpened || !waiting.test(text)) {
				return;
			}

			isOpened = true;
			void openGate(training, training.completed + 1);
		},
	});
	expect(exitCode, `stop ${target}: ${stderr}${exitCode === 0 ? '' : await fateOf(training)}`).toBe(0);
	await untilEnded(training);
	training.state = 'interrupted';
	training.completed++;
	expect(await epochsOf(training), `epochs of ${target}`).toEqual(upTo(training.completed));
	expect(await Promise.all(others.map(async other => epochsOf(other)))).toEqual(before);
	for (const other of others) {
		expect(await pidsOf(other), `training ${other.label}`).not.toEqual([]);
	}

	const answer = await ask(scene, target);
	expect(answer.status, `status of ${target}`).toBe('interrupted');
	expect(hostPath(training.member!, answer.runDirectory ?? ''), `run directory of ${target}`).toBe(training.run);
	expectEpoch(target, answer, training);
}

/** A resume begins no new run. */
async function directoriesBeside({run}: Training): Promise<readonly string[]> {
	const names = await readdir(path.dirname(run));
	return names.toSorted();
}

async function resumeOwn(scene: Scene, {resumes = [], mayRefuseResume = false}: Row): Promise<void> {
	const {stopped} = scene;
	if (stopped !== undefined && isLive(stopped)) {
		// The stop has failed; what the resume does is asked all the same.
		await interrupt(stopped.label)(scene);
		const epochs = await epochsOf(stopped);
		stopped.completed = epochs.length;
	}

	const targets = targetsOf(scene).filter(({training}) => training === stopped || resumes.includes(training.label));
	for (const {target, training} of targets) {
		const before = await directoriesBeside(training);
		await openGate(training);
		const {exitCode, stdout, stderr} = await scene.yolotop(['resume', target, '-y']);
		expect(await directoriesBeside(training), `directories after resume ${target}: ${stderr}`).toEqual(before);
		if (mayRefuseResume && exitCode === 1) {
			expect(await epochsOf(training)).toEqual(upTo(training.completed));
			continue;
		}

		expect(exitCode, `resume ${target}: ${stderr}`).toBe(0);
		for (const epoch of upTo(training.epochs).slice(training.completed)) {
			expect(stdout, `lines of ${target}`).toMatch(new RegExp(`^${epoch}/${training.epochs} `, 'm'));
		}

		training.completed = training.epochs;
		training.state = 'finished';
		expect(await epochsOf(training), `epochs of ${target}`).toEqual(upTo(training.epochs));
	}
}

/** Reads every part of each checkpoint. */
const lookThrough = `import sys, zipfile
for file in sys.argv[1:]:
    bad = zipfile.ZipFile(file).testzip()
    assert bad is None, file + ': ' + bad
`;

async function wholeFiles(scene: Scene): Promise<void> {
	for (const training of scene.trainings.filter(training => isLive(training))) {
		await openGate(training);
		await untilEnded(training);
		training.completed = training.epochs;
	}

	const runs = runsOf(scene);
	for (const training of runs) {
		expect(await epochsOf(training), `epochs of ${training.label}`).toEqual(upTo(training.completed));
	}

	const files = runs.flatMap(({run}) => ['last.pt', 'best.pt'].map(file => path.join(run, 'weights', file)));
	expect(spawnSync('python3', ['-c', lookThrough, ...files], {encoding: 'utf8'})).toMatchObject({status: 0, stderr: ''});
}
