import {rename, writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {makeFolder} from '../files/make-folder.ts';
import type {ProbeFiles} from '../actions/start/place-probe.ts';
import type {ProbePlan} from '../domain/probe.ts';
import {nameOf, plannedVariables, pythonPathWith} from '../plan/probe-environment.ts';
import type {Options} from './options/options.ts';
import type {Environment} from './options/read-flag.ts';
import {stateDirectory} from './local-process.ts';

/** The Python files of the probe; undefined where a person does not want it. They are in the program itself, so it has them however it was installed. */
export async function loadProbe({hasProbe}: Pick<Options, 'hasProbe'>): Promise<ProbeFiles | undefined> {
	return hasProbe ? readFiles() : undefined;
}

async function readFiles(): Promise<ProbeFiles> {
	const [loader, records, requests, hooks, stacks] = await Promise.all([
		import('../../probe/sitecustomize.py?raw'),
		import('../../probe/yolotop_records.py?raw'),
		import('../../probe/yolotop_requests.py?raw'),
		import('../../probe/yolotop_hooks.py?raw'),
		import('../../probe/yolotop_stacks.py?raw'),
	]);
	return {
		'sitecustomize.py': loader.default, 'yolotop_records.py': records.default, 'yolotop_requests.py': requests.default, 'yolotop_hooks.py': hooks.default, 'yolotop_stacks.py': stacks.default,
	};
}

const localDirectory = (environment: Environment): string => path.join(stateDirectory(environment), 'probe');

/** The variables with which the probe gets into a plain process. */
export function localProbeVariables(environment: Environment): readonly string[] {
	return [`PYTHONPATH=${pythonPathWith(localDirectory(environment), environment.PYTHONPATH, path.delimiter)}`, 'YOLOTOP_PROBE=process'];
}

/**
The environment of a plain process, with the probe where it is planned: its files are put into the state directory, whole at any moment, because
another training may load them. Where nothing can be written the process is without it. Nothing is left of what an earlier yolotop may have set.
*/
export async function placeLocalProbe(probe: ProbePlan | undefined, environment: Environment): Promise<{readonly environment: Environment; readonly isWithoutProbe: boolean}> {
	const variables = plannedVariables(probe);
	const {YOLOTOP_PROBE: _, ...own} = environment;
	if (variables.length === 0) {
		return {environment: own, isWithoutProbe: false};
	}

	const directory = localDirectory(environment);
	try {
		await makeFolder(directory);
		for (const [name, text] of Object.entries(await readFiles())) {
			const file = path.join(directory, name);
			await writeFile(`${file}.${process.pid}`, text);
			await rename(`${file}.${process.pid}`, file);
		}
	} catch {
		return {environment: own, isWithoutProbe: true};
	}

	const added: Environment = Object.fromEntries(variables.map(variable => [nameOf(variable), variable.slice(nameOf(variable).length + 1)]));
	return {environment: {...own, ...added}, isWithoutProbe: false};
}
