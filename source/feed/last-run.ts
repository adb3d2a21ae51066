import type {ContainerDetails} from '../engine/container.ts';
import type {ContainerReading} from './container-reading.ts';
import type {ContainerSource} from './container-source.ts';

/** Where the run lies that is shown when neither the output nor a process tells of any, absolute. */
export type FindLastRun = (details: ContainerDetails, signal: AbortSignal) => Promise<string | undefined>;

/** A training that was started by `docker exec` and is over has left nothing but its files. */
export type LastRun = {
	/** The run, for a container whose output tells of none; it is sought at most once. */
	seek(signal: AbortSignal): Promise<ContainerSource | undefined>;
};

export function createLastRun({details, watch, output: {signs}}: Pick<ContainerReading, 'details' | 'watch' | 'output'>, find: FindLastRun | undefined, isLogCut: () => boolean): LastRun {
	let isSought = false;
	return {
		async seek(signal) {
			if (isSought || find === undefined || signs.isAny() || (watch.isUp() && isLogCut())) {
				return undefined;
			}

			isSought = true;
			const directory = await find({...details, state: watch.state()}, signal).catch(() => undefined);
			return directory === undefined || signs.isAny() ? undefined : {kind: 'files', runDirectory: directory};
		},
	};
}
