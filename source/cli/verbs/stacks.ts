import {describeStacks} from '../../checks/stacks/describe-stacks.ts';
import {explainStacks, judgeStacks} from '../../checks/stacks/explain-stacks.ts';
import type {StackReading} from '../../domain/stack.ts';
import {initialRunState} from '../../run/initial-state.ts';
import {wordsIn, type Language} from '../../words/words.ts';
import {stopExitCode, type Io} from '../io.ts';
import type {Options} from '../options/options.ts';
import {createPick} from '../pick-container.ts';
import {readTargetStacks} from '../read-target-stacks.ts';
import {resolveTarget} from '../resolve-target.ts';

function toLines(reading: StackReading, language: Language): readonly string[] {
	const words = wordsIn(language).stacks;
	if (reading.kind !== 'read') {
		return [reading.kind === 'no-python' ? words.noPython : words.onlyLinux];
	}

	const {verdict, processes} = describeStacks(reading.processes, language);
	return [verdict, ...processes.flatMap(({title, frames}) => ['', title, ...frames.map(frame => `  ${frame}`)]), ...(processes.length === 0 ? [] : ['', words.oneMoment])];
}

/** In English, for programs. */
function toJson(reading: StackReading): Readonly<Record<string, unknown>> {
	const explained = reading.kind === 'read' ? explainStacks(reading.processes) : [];
	return {
		schema: 1,
		verdict: reading.kind === 'read' ? judgeStacks(explained).kind : reading.kind,
		text: toLines(reading, 'en')[0],
		processes: explained.map(({pid, parent, rank = null, state, role, reason, answer, frames}) => ({
			pid, parent, rank, state, role, reason, answer, frames,
		})),
	};
}

/** `yolotop stacks [TARGET]`: where every process of a training is at the moment. 1 when none of them could be asked. */
export async function stacks(options: Options, io: Io): Promise<number> {
	const target = await resolveTarget(options, io, {pick: createPick(options, io)});
	try {
		const state = {...initialRunState, target: target.feed.target, locatedRunDirectory: target.container?.runDirectory};
		const reading = await readTargetStacks(target, state, io.signal);
		if (options.isJson) {
			io.stdout.writeJson(toJson(reading), 2);
		} else {
			io.stdout.write(`${toLines(reading, options.language).join('\n')}\n`);
		}

		return stopExitCode(io) ?? (reading.kind === 'read' && reading.processes.some(({answer}) => answer === 'stack') ? 0 : 1);
	} finally {
		target.close();
	}
}
