import {quoteWord} from '../../domain/shell-quote.ts';
import type {DoctorFacts} from './facts.ts';
import type {Finding} from './finding.ts';
import {remark} from './remark.ts';

const check = 'terminal-width';

/** From here on every bar of YOLOv5 fits. Source: measured on v6.1 and v7.0. */
const wideColumns = 110;

/** Whether the container's own terminal is wide enough for whole progress bars. Undefined without a container. */
export function checkTerminalWidth({container}: DoctorFacts): Finding | undefined {
	if (container === undefined) {
		return undefined;
	}

	const {details, terminal} = container;
	if (!details.hasTerminal) {
		return {
			check, level: 'ok', code: 'terminal-none', values: {}, commands: [],
		};
	}

	if (terminal === undefined) {
		return {
			check, level: 'unknown', code: 'terminal-unknown', values: {}, commands: [],
		};
	}

	const columns = String(terminal.columns);
	if (terminal.columns === 0) {
		return {
			check, level: 'warning', code: 'terminal-without-size', values: {}, commands: [remark('wide-window'), `docker attach ${quoteWord(details.name)}`],
		};
	}

	return terminal.columns < wideColumns
		? {
			check, level: 'warning', code: 'terminal-narrow', values: {columns}, commands: [remark('wide-window'), `docker attach ${quoteWord(details.name)}`],
		}
		: {
			check, level: 'ok', code: 'terminal-ok', values: {columns}, commands: [],
		};
}
