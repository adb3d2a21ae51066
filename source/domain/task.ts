import type {Task} from './framework.ts';

/** Every task that the frameworks train, as they call it. */
export const tasks: readonly Task[] = ['detect', 'segment', 'classify', 'pose', 'obb'];

/** The task of a text; undefined for any other text. */
export function toTask(text: string | undefined): Task | undefined {
	return tasks.find(task => task === text);
}
