import {
	mkdir,
	rm,
	symlink,
} from 'node:fs/promises';
import path from 'node:path';
import {
	openGate,
	untilEnded,
	untilHeld,
	type Training,
} from './constellation-bed.ts';
import {find, type Step} from './constellation-steps.ts';

/** Lets a training go on to its end. */
export function finish(label: string): Step {
	return async scene => {
		const training = find(scene, label);
		await openGate(training);
		await untilEnded(training);
		training.completed = training.epochs;
		training.state = 'finished';
	};
}

/** Sends SIGINT to the training itself, not to the workers of its data loader. */
const interruptPython = String.raw`for folder in /proc/[0-9]*; do
	[ "$(cat "$folder/comm" 2>/dev/null)" = python ] && tr '\0' ' ' <"$folder/cmdline" | grep -qF -e "$1" || continue
	parent=$(sed -n 's/^PPid:[[:space:]]*//p' "$folder/status")
	[ "$(cat "/proc/$parent/comm" 2>/dev/null)" = python ] || kill -INT "$(basename "$folder")"
done`;

/** Interrupts a training in the middle of an epoch. */
export function interrupt(label: string): Step {
	return async scene => {
		const training = find(scene, label);
		training.process?.kill('SIGINT');
		if (training.member !== undefined) {
			await scene.bed.engine.exec(training.member.container.id, ['sh', '-c', interruptPython, 'sh', training.mark]);
		}

		await untilEnded(training);
		training.state = 'interrupted';
	};
}

/** `docker restart`: the same command begins the next run. */
export function restart(label: string, run: string): Step {
	return async scene => {
		const before = find(scene, label);
		await rm(`${before.gate}.at`);
		await before.member!.container.restart({t: 0});
		before.state = 'interrupted';
		before.isPast = true;
		const after: Training = {
			...before, run: path.join(scene.root, 'yolov5', run), state: 'training', isPast: false,
		};
		scene.trainings.push(after);
		await untilHeld(after);
	};
}

/** `docker rm -f` of the container of a training; its run stays. */
export function remove(label: string): Step {
	return async scene => {
		const training = find(scene, label);
		await training.member!.container.remove({force: true});
		scene.members.delete(label);
		training.state = training.state === 'training' ? 'interrupted' : training.state;
		training.isRemoved = true;
	};
}

/** `rm -r` of a run directory; what is made there afterwards is another run. */
export function removeRun(label: string): Step {
	return async scene => {
		const training = find(scene, label);
		await rm(training.run, {recursive: true});
		training.isPast = true;
	};
}

/** A symbolic link in the shared directory, as `ln -s` makes it. */
export function link(place: string, target: string): Step {
	return async scene => {
		await mkdir(path.resolve(path.dirname(path.join(scene.root, place)), target), {recursive: true});
		await symlink(target, path.join(scene.root, place));
	};
}
