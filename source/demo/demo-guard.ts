import type {TrainingSignal} from '../engine/engine.ts';
import type {DemoContainer} from './demo-container.ts';

/** A program in a container: what it prints, and its exit code. */
export type DemoProgram = {
	run(print: (text: string) => void, signal: AbortSignal): Promise<number>;
	/** Called when something is written to it. */
	onInput?(print: (text: string) => void): void;
};

const signals: Readonly<Record<string, TrainingSignal>> = {2: 'SIGINT', 9: 'SIGKILL', 15: 'SIGTERM'};

/**
The program that finds a moment at which a signal costs nothing: of a simulated training every moment after a row is one. It takes the words
of `actions/stop/guard` and answers in its lines.
*/
export function demoGuard(words: readonly string[], container: DemoContainer): DemoProgram {
	const [mode, _pid, _startTicks, runDirectory = '', number = '0', isAfterEpoch, epochs = '0'] = words;
	const begun = container.saved()?.epoch ?? container.training()?.plan.done ?? 0;
	const target = isAfterEpoch === '1' ? begun + 1 : undefined;
	const isDue = () => target === undefined || (container.saved()?.epoch ?? begun) >= target || container.training() === undefined;
	const look = () => {
		const file = container.options.files.stat(`${runDirectory}/weights/last.pt`);
		const held = file === undefined ? '' : String(container.saved()?.epoch ?? begun);
		return `look\trest\t${held}\t${held}\t${file?.sizeBytes ?? ''}\t${file?.modifiedAt ?? ''}\t${file === undefined ? '' : Math.max(0, Date.now() - file.modifiedAt)}\t0\t${target ?? ''}\n`;
	};

	return {
		async run(print, signal) {
			print(look());
			if (mode === 'look') {
				return 0;
			}

			if (target !== undefined && Number(epochs) > 0 && target >= Number(epochs)) {
				print('last-epoch\n');
				return 0;
			}

			while (!isDue() && !signal.aborted) {
				await container.nextChange(signal).catch(() => undefined);
			}

			if (signal.aborted || container.training() === undefined) {
				print(signal.aborted ? 'left\n' : 'gone\n');
				return 0;
			}

			print(look());
			const sent = signals[number.replace('-', '')];
			if (sent !== undefined) {
				print('sending\n');
				container.kill(sent);
			}

			print('sent\n');
			return 0;
		},
		onInput(print) {
			print(look());
		},
	};
}
