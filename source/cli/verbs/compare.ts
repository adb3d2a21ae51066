import path from 'node:path';
import type {Options} from '../options/options.ts';
import type {ComparedRun} from '../../domain/run-list.ts';
import {aimAt} from '../../domain/host.ts';
import {maskSettings} from '../../domain/secrets.ts';
import {UserError} from '../../domain/user-error.ts';
import {comparisonToJson, comparisonToText} from '../../plain/compare-text.ts';
import {compareRuns} from '../../run/compare-runs.ts';
import type {Io} from '../io.ts';
import {readRun} from '../read-run.ts';
import {resolveTarget} from '../resolve-target.ts';

/** The columns of more runs fit no screen. */
const maxRuns = 8;

async function readCompared(target: string, options: Options, io: Io): Promise<ComparedRun> {
	const resolved = await resolveTarget(aimAt(options, target), io);
	try {
		const {framework, settings, history, classes} = await readRun(resolved.feed, io, {isFollowing: false});
		return {
			name: shortName(target), settings: maskSettings(settings), history, classes, ...(framework !== undefined && {framework: framework.name}),
		};
	} finally {
		resolved.close();
	}
}

function shortName(target: string): string {
	return path.basename(target.replace(/\/$/, '').replace(/\/results\.csv$/, ''));
}

/** `yolotop compare RUN RUN …`: two or more runs beside each other. */
export async function compare(options: Options, io: Io): Promise<number> {
	const {targets, language, isJson} = options;
	if (targets.length > maxRuns) {
		throw new UserError('usage-invalid', {what: targets[maxRuns]!, suggestion: ['yolotop', 'compare', ...targets.slice(0, maxRuns)].join(' ')});
	}

	if (targets.length < 2) {
		throw new UserError('usage-incomplete', {what: `compare ${targets.join(' ')}`.trim(), suggestion: 'yolotop compare runs/train/exp runs/train/exp2'});
	}

	const runs: ComparedRun[] = [];
	for (const target of targets) {
		const run = await readCompared(target, options, io);
		// Two directories may have the same name.
		runs.push(runs.some(({name}) => name === run.name) ? {...run, name: target} : run);
	}

	const comparison = compareRuns(runs);
	if (isJson) {
		io.stdout.writeJson(comparisonToJson(comparison), 2);
	} else {
		io.stdout.write(`${comparisonToText(comparison, language, Math.max(60, io.stdout.columns ?? 140)).join('\n')}\n`);
	}

	return 0;
}
