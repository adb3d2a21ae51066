import type {Options} from '../../config/options.ts';
import {shellCommand} from '../../control/shell-command.ts';
import {screenActionWords} from '../../text/screen-actions.ts';
import type {Io} from '../io.ts';
import {engineWords, runShell} from '../shell.ts';
import type {ContainerScene} from './action-scene.ts';

/** Lends the terminal to a shell in the container; the screen is back when that has ended. */
export async function lendShell({runner, actions, container: {engine, details}, language, dialogs}: ContainerScene, options: Options, io: Io): Promise<void> {
	const words = screenActionWords(language);
	const enginePart = engineWords(options);
	let exitCode = 0;
	const result = await runner.run('E', async context => actions.perform({
		action: 'shell',
		command: shellCommand(details.name, 'sh', enginePart),
		async run() {
			exitCode = await dialogs.lendTerminal(async () => {
				io.stdout.write(`${words.shellOpens(details.name)}\n`);
				return runShell(engine, details, io, enginePart);
			});
			return {kind: 'done'};
		},
	}, context), language, dialogs);
	if (result !== undefined) {
		dialogs.tell(words.shellReturned(exitCode));
	}
}
