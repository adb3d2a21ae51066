import {quoteWord} from '../../domain/shell-quote.ts';
import type {ContainerDetails} from '../../engine/container.ts';
import type {Finding} from './finding.ts';

/** What is not known, because no program starts in a container that is stopped or paused, and the command that lets it be asked. */
export function cannotAsk(check: Finding['check'], {name, state}: Pick<ContainerDetails, 'name' | 'state'>): Finding {
	const isPaused = state.status === 'paused';
	return {
		check, level: 'unknown', code: isPaused ? 'container-is-paused' : 'container-not-running', values: {}, commands: [`docker ${isPaused ? 'unpause' : 'start'} ${quoteWord(name)}`],
	};
}
