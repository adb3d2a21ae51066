import {expect} from 'vitest';
import type {Finished} from '../cli/run-bundle.ts';
import {
	containerPath,
	upTo,
	type Member,
	type Scene,
	type Training,
} from './constellation-bed.ts';
import type {Row} from './constellation-rows.ts';

/** What is asked about a constellation, by its sentence; throws where the answer is wrong. */
export type Questions = Readonly<Record<string, (scene: Scene, row: Row) => Promise<void>>>;

/** What is used of `status --json`. */
export type Status = {
	readonly status: string;
	readonly runDirectory: string | undefined;
	readonly epoch: number | undefined;
	readonly epochs: number | undefined;
	readonly history: ReadonlyArray<{readonly epoch: number}>;
	readonly writer: {readonly kind: string; readonly name: string | undefined; readonly pid: number | undefined} | undefined;
};

/** The last training of each run directory. */
export function runsOf({trainings}: Scene): readonly Training[] {
	return trainings.filter((training, index) => trainings.slice(index + 1).every(({run}) => run !== training.run));
}

export const membersOf = ({members}: Scene): readonly Member[] => [...members.values()];

/** The trainings that a container is asked about by its name or, where it has several, by their directories. */
export function targetsOf(scene: Scene): ReadonlyArray<{readonly target: string; readonly training: Training}> {
	return membersOf(scene).flatMap(member => {
		const own = scene.trainings.filter(training => training.member?.name === member.name);
		const shared = own.filter(({mark}) => mark !== '');
		return (shared.length > 0 ? shared : own.slice(-1)).map(training => ({target: shared.length > 0 ? `${member.name}:${containerPath(member, training.run)!}` : member.name, training}));
	});
}

export const isLive = ({state}: Training): boolean => state === 'training';

/** The training that is stopped and resumed. */
export function chosenOf(scene: Scene, {stops}: Row): {readonly target: string; readonly training: Training} {
	return targetsOf(scene).findLast(({training}) => isLive(training) && (stops === undefined || training.label === stops))!;
}

/** What the program says, which must come in time. */
export async function answer(scene: Scene, words: readonly string[]): Promise<Finished> {
	const finished = await scene.yolotop(words);
	expect(finished, `yolotop ${words.join(' ')}`).toMatchObject({exitCode: 0, signal: undefined});
	return finished;
}

export async function ask(scene: Scene, target: string): Promise<Status> {
	const {stdout} = await answer(scene, ['status', target, '--json']);
	return JSON.parse(stdout) as Status;
}

/** The epoch in progress may not have been printed yet. */
export function expectEpoch(target: string, {epoch, epochs, history}: Status, training: Training): void {
	expect(epochs, `epochs of ${target}`).toBe(training.epochs);
	expect(training.state === 'finished' ? [training.epochs] : [training.completed, training.completed + 1], `epoch of ${target}`).toContain(epoch);
	expect(history.map(record => record.epoch), `history of ${target}`).toEqual(upTo(training.completed));
}
