import {describeWithEngine, openEngineBed, type EngineBed} from './engine-fixture.ts';
import {startPodmanBed} from './podman-bed.ts';
import {openSshBed} from './ssh-bed.ts';
import {openTlsBed} from './tls-bed.ts';

export type NamedBed = readonly [name: string, bed: EngineBed | undefined];

/** The ways to reach an engine that one contract holds for; undefined where one cannot be had here. */
export async function openEngineBeds(): Promise<readonly NamedBed[]> {
	return [
		['Docker', await openEngineBed()],
		['Docker through ssh', await openSshBed()],
		['Docker through TLS', await openTlsBed()],
		['Podman', await startPodmanBed()],
	];
}

/** The same tests for each of the engines; those that cannot be had are listed as skipped. */
export function describeWithEngines<Name extends string>(name: string, beds: ReadonlyArray<readonly [name: Name, bed: EngineBed | undefined]>, body: (bed: EngineBed, engineName: Name) => void): void {
	for (const [engineName, found] of beds) {
		describeWithEngine(`${engineName}: ${name}`, found, bed => {
			body(bed, engineName);
		}, body);
	}
}
