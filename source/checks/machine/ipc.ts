import type {DoctorFacts} from './facts.ts';
import type {Finding} from './finding.ts';
import {recreateCommands} from './recreate-command.ts';

const check = 'ipc';

/** Whether processes of the container can share memory at all. Undefined without a container or when the engine does not tell. */
export function checkIpc(facts: DoctorFacts): Finding | undefined {
	const {container} = facts;
	const mode = container?.details.ipcMode;
	if (container === undefined || mode === undefined) {
		return undefined;
	}

	return mode === 'none'
		? {
			check, level: 'problem', code: 'ipc-none', values: {}, commands: recreateCommands(facts, {}),
		}
		: {
			check, level: 'ok', code: 'ipc-ok', values: {mode}, commands: [],
		};
}
