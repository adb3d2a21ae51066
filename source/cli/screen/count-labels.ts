import path from 'node:path';
import {innermostMount} from '../../domain/mount.ts';
import type {RunState} from '../../domain/run.ts';
import type {TrainingLabels} from '../../domain/validation.ts';
import type {Store} from '../../run/store.ts';
import type {ResolvedTarget} from '../resolve-target.ts';

/** A description of a data set is small. */
const maxDescriptionBytes = 2 ** 20;

type Place = (file: string) => Promise<string | undefined>;

/** Where a file of the training lies on this machine: through a mount of its container, or where its process was started. */
function placesOf({container, process: started, feed: {target}}: ResolvedTarget, signal: AbortSignal): Place | undefined {
	if (container === undefined) {
		const directory = started?.directory;
		return directory !== undefined && target.kind === 'process' ? async file => path.resolve(directory, file) : undefined;
	}

	const {engine, details} = container;
	return async file => {
		const absolute = path.posix.resolve(details.workingDirectory === '' ? '/' : details.workingDirectory, file);
		const mount = innermostMount(details.mounts.filter(({kind}) => kind === 'bind' || kind === 'volume'), absolute, ({destination}) => destination);
		const {hostPathOf} = await import('../../training/host-mount.ts');
		const source = mount && await hostPathOf(engine, details.id, mount, signal);
		return source === undefined ? undefined : path.join(source, path.posix.relative(mount!.destination, absolute));
	};
}

async function count({scans: {train}, settings}: RunState, place: Place, signal: AbortSignal): Promise<TrainingLabels | undefined> {
	const [{countLabelFiles}, {parseClassNames}, {readTextFile}] = await Promise.all([import('../../training/label-files.ts'), import('../../parse/class-names.ts'), import('../../files/regular-file.ts')]);
	const directory = await place(train!.labels!);
	const labels = directory === undefined ? undefined : await countLabelFiles(directory, {expected: train!.images, signal});
	const description = labels === undefined || settings.data === undefined ? undefined : await place(settings.data);
	const text = description === undefined ? undefined : await readTextFile(description, maxDescriptionBytes).catch(() => undefined);
	const names = text === undefined ? undefined : parseClassNames(text);
	return labels && {...labels, ...(names !== undefined && {names})};
}

/** Counts the labels of the training split of a run once the framework has said where they are, beside everything else, where this machine can read them. */
export function countLabels(target: ResolvedTarget, store: Store, signal: AbortSignal): void {
	const place = target.replay === undefined ? placesOf(target, signal) : undefined;
	if (place === undefined) {
		return;
	}

	let seen: string | undefined;
	const look = () => {
		const state = store.getState();
		const {train} = state.scans;
		const key = train?.images === undefined || train.labels === undefined ? undefined : `${train.labels} ${train.images}`;
		if (key === seen) {
			return;
		}

		seen = key;
		if (key !== undefined) {
			void count(state, place, signal).then(labels => {
				if (labels !== undefined && seen === key && !signal.aborted) {
					store.dispatch([{type: 'labels-counted', labels}]);
				}
			}).catch(() => undefined);
		}
	};

	const unsubscribe = store.subscribe(look);
	signal.addEventListener('abort', unsubscribe, {once: true});
	look();
}
