import {mkdir, rename, writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import type {ProbeFiles} from '../actions/start/place-probe.ts';
import {pythonPathWith} from '../plan/probe-environment.ts';
import type {Options} from './options/options.ts';
import type {Environment} from './options/read-flag.ts';
import {stateDirectory} from './local-process.ts';

/** The Python files of the probe; undefined where a person does not want it. They are in the program itself, so it has them however it was installed. */
export async function loadProbe({hasProbe}: Pick<Options, 'hasProbe'>): Promise<ProbeFiles | undefined> {
	if (!hasProbe) {
		return undefined;
	}

	const [loader, records, hooks] = await Promise.all([
		import('../../probe/sitecustomize.py?raw'),
		import('../../probe/yolotop_records.py?raw'),
		import('../../probe/yolotop_hooks.py?raw'),
	]);
	return {'sitecustomize.py': loader.default, 'yolotop_records.py': records.default, 'yolotop_hooks.py': hooks.default};
}

/**
The environment of a plain process with the probe: its files are put into the state directory, whole at any moment, because another training may
load them. Without the probe, or where nothing can be written, the environment as it is, without what a yolotop before may have put there.
*/
export async function environmentWithProbe(environment: Environment, probe: ProbeFiles | undefined): Promise<Environment> {
	const directory = path.join(stateDirectory(environment), 'probe');
	const {YOLOTOP_PROBE: _, ...own} = environment;
	if (probe === undefined) {
		return own;
	}

	try {
		await mkdir(directory, {recursive: true});
		for (const [name, text] of Object.entries(probe)) {
			const file = path.join(directory, name);
			await writeFile(`${file}.${process.pid}`, text);
			await rename(`${file}.${process.pid}`, file);
		}
	} catch {
		return own;
	}

	return {...own, YOLOTOP_PROBE: 'process', PYTHONPATH: pythonPathWith(directory, own.PYTHONPATH)}; // eslint-disable-line @typescript-eslint/naming-convention -- names of the environment
}
