import type {Options} from '../options/options.ts';
import {findShell, shellWork} from '../../actions/shell.ts';
import type {ExecTerminal} from '../../engine/exec.ts';
import {createContainerTrainings} from '../../feed/container-trainings.ts';
import {createShellFeed, findShellTerminal} from '../../feed/shell-feed.ts';
import {createDetachKeys} from '../detach-keys.ts';
import type {Io} from '../io.ts';
import type {ResolvedTarget} from '../resolve-target.ts';
import {engineWords} from '../verbs/shell.ts';
import {terminalSize, typeInto} from '../exec-terminal.ts';
import {wordsIn} from '../../words/words.ts';
import type {ContainerScene} from './action-scene.ts';
import {createShellScreen, type ShellScreen} from './shell-screen.ts';

/** The shells that the screen has opened, one a container. */
export type ShellKey = {
	/** Opens a shell in the container, or goes back to the one that runs there. Settles when the screen is back. */
	press(scene: ContainerScene): Promise<void>;
	/** Lets go of all shells, whose output nobody reads while yolotop is suspended; what runs in them goes on. */
	suspend(): void;
	/** Lets go of them for good, and gives a sentence about each that goes on. */
	leave(language: Options['language']): string;
};

type OpenShell = {
	readonly name: string;
	readonly terminal: ExecTerminal;
	readonly screen: ShellScreen;
	/** Its terminal inside the container; undefined when that is not known. */
	readonly place: Promise<string | undefined>;
	/** Aborted to give this terminal back. */
	readonly leaving: AbortController;
	/** Whether it is on this terminal. */
	isShown: boolean;
	/** What reads it for the run on the screen. */
	readBy?: ResolvedTarget;
};

export function createShellKey(options: Options, io: Io): ShellKey {
	const shells = new Map<string, OpenShell>();

	async function open(scene: ContainerScene): Promise<OpenShell> {
		const {engine, details} = scene.container;
		const program = await findShell(engine, details, io.signal);
		const terminal = await engine.openTerminal(details.id, [program], terminalSize());
		const shell: OpenShell = {
			name: details.name, terminal, screen: createShellScreen(terminal.stream), place: findShellTerminal(engine, details, program, io.signal), leaving: new AbortController(), isShown: false,
		};
		shells.set(details.id, shell);
		terminal.stream.once('close', () => {
			if (shells.get(details.id) === shell) {
				shells.delete(details.id);
			}

			if (!shell.isShown) {
				void tellEnd(shell, scene);
			}
		});
		return shell;
	}

	async function openFirst(scene: ContainerScene): Promise<OpenShell | undefined> {
		const {report, actions, container: {details}} = scene;
		let shell: OpenShell | undefined;
		await report(async context => actions.perform(shellWork(details.name, engineWords(options), async () => {
			shell = await open(scene);
			read(shell, scene);
			await enter(shell, io, scene);
		}), context));
		return shell;
	}

	return {
		async press(scene) {
			const {container: {details}, conversation} = scene;
			let shell = shells.get(details.id);
			if (shell === undefined) {
				shell = await openFirst(scene);
			} else {
				read(shell, scene);
				void redraw(shell).catch(() => undefined);
				await enter(shell, io, scene);
			}

			if (shell !== undefined && shells.get(details.id) === shell) {
				conversation.tell(wordsIn(conversation.language).screenAction.shellLeft, 'good', 12_000);
			} else if (shell !== undefined) {
				await tellEnd(shell, scene);
			}
		},
		suspend() {
			for (const {terminal} of shells.values()) {
				terminal.stream.destroy();
			}
		},
		leave(language) {
			const words = wordsIn(language).screenAction;
			return [...shells.values()].map(({name, leaving, terminal}) => {
				leaving.abort();
				terminal.stream.destroy();
				return words.shellGoesOn(name);
			}).join('');
		},
	};
}

async function tellEnd({name, terminal, leaving}: OpenShell, {conversation}: ContainerScene): Promise<void> {
	if (leaving.signal.aborted) {
		return;
	}

	const words = wordsIn(conversation.language).screenAction;
	const exitCode = await terminal.readExitCode().catch(() => undefined);
	// Without one it still runs, or the engine is away.
	conversation.tell(exitCode === undefined ? words.shellLost(name) : words.shellReturned(exitCode), 'text', 12_000);
}

/** Lets the run on the screen know what the shell shows. */
function read(shell: OpenShell, {run, container: {engine, details}}: ContainerScene): void {
	const target = run.target();
	if (shell.readBy === target) {
		return;
	}

	shell.readBy = target;
	run.readShell(listener => createShellFeed({
		target: target.feed.target, output: shell.terminal.stream, terminal: shell.place, trainings: createContainerTrainings(engine, details), listener,
	}));
}

/** Another height for a moment makes a program draw itself again, and this terminal may have changed its own. */
async function redraw({terminal}: OpenShell): Promise<void> {
	const {columns, rows} = terminalSize();
	await terminal.resize({columns, rows: rows + 1});
	await terminal.resize(terminalSize());
}

/** Shows the shell on this terminal until it ends or is left. */
async function enter(shell: OpenShell, io: Io, {conversation, dialogs}: ContainerScene): Promise<void> {
	const {terminal, screen, leaving, name} = shell;
	await dialogs.lendTerminal(async () => {
		// What was shown last need not have ended its line.
		io.stdout.write(`\n${wordsIn(conversation.language).screenAction.shellOpens(name)}\n`);
		shell.isShown = true;
		screen.show();
		try {
			await typeInto(terminal, leaving.signal, createDetachKeys());
		} finally {
			screen.hide();
			shell.isShown = false;
		}
	});
}
