import type {ProcessStack, StackFrame} from '../../domain/stack.ts';
import {joinList} from '../../words/punctuation.ts';
import {wordsIn, type Language} from '../../words/words.ts';
import {
	explainStacks,
	judgeStacks,
	type ExplainedStack,
	type StackVerdict,
} from './explain-stacks.ts';

/** Processes that are in the same place, in words. */
export type DescribedStack = {
	/** Who it is, and what it does. */
	readonly title: string;
	/** The calls, the innermost first. */
	readonly frames: readonly string[];
};

export type DescribedStacks = {
	/** Most probably why the training stands still. */
	readonly verdict: string;
	readonly processes: readonly DescribedStack[];
};

/** More calls lead into the libraries, or out to the start of the program. */
const shownFrames = 6;

/** Where packages lie says nothing. */
const shortFile = (file: string): string => file.replace(/^.*\/(?:site-packages|dist-packages|lib\/python3\.\d+)\//, '');

const frameText = ({file, line, function: name}: StackFrame): string => `${name}  ${shortFile(file)}:${line}`;

function verdictText(verdict: StackVerdict, language: Language): string {
	const {verdict: words, reason} = wordsIn(language).stacks;
	switch (verdict.kind) {
		case 'workers-read': {
			return words.workersRead(String(verdict.busy), String(verdict.workers));
		}

		case 'workers-disk': {
			return words.workersDisk(String(verdict.busy), String(verdict.workers));
		}

		case 'workers-idle': {
			return words.workersIdle(String(verdict.workers));
		}

		case 'no-workers': {
			return words.noWorkers;
		}

		case 'waits-for-rank': {
			return words.waitsForRank(joinList(verdict.waiting.map(String), language), String(verdict.rank), reason[verdict.reason]);
		}

		case 'all-wait': {
			return words.allWait(String(verdict.ranks));
		}

		case 'reason': {
			return words.reason(reason[verdict.reason]);
		}

		case 'no-probe': {
			return words.noProbe;
		}
	}
}

/** The key by which processes are in the same place. */
const placeOf = ({role, rank, reason, frames}: ExplainedStack): string => JSON.stringify([role, rank, reason, frames]);

/** What the stacks of a training say, in words; processes in the same place together. */
export function describeStacks(stacks: readonly ProcessStack[], language: Language): DescribedStacks {
	const words = wordsIn(language).stacks;
	if (stacks.length === 0) {
		return {verdict: words.verdict.nothing, processes: []};
	}

	const explained = explainStacks(stacks);
	const alike = new Map<string, ExplainedStack[]>();
	for (const stack of explained) {
		if (stack.role === 'helper') {
			continue;
		}

		const place = placeOf(stack);
		alike.set(place, [...alike.get(place) ?? [], stack]);
	}

	const processes = [...alike.values()].map((group): DescribedStack => {
		const [{role, rank, reason, frames}] = group as [ExplainedStack];
		const more = frames.length - shownFrames;
		return {
			title: `${words.process(words.role[role], rank?.toString() ?? '', joinList(group.map(({pid}) => String(pid)), language))}${words.does(words.reason[reason])}`,
			frames: [...frames.slice(0, shownFrames).map(frame => frameText(frame)), ...(more > 0 ? [words.moreFrames(String(more))] : [])],
		};
	});
	return {verdict: verdictText(judgeStacks(explained), language), processes};
}
