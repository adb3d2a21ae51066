import process from 'node:process';

/** Warnings of one kind may come without an end. */
const maxHeld = 20;

/**
Node writes its warnings to the terminal, where they would move the screen. They are held until the returned function is called, which
gives their texts and lets later ones through.
*/
export function holdWarnings(): () => readonly string[] {
	const usual = process.listeners('warning');
	const held: string[] = [];
	const hold = (warning: Error): void => {
		if (held.length < maxHeld) {
			held.push(warning.stack ?? `${warning.name}: ${warning.message}`);
		}
	};

	process.removeAllListeners('warning');
	process.on('warning', hold);
	return () => {
		process.off('warning', hold);
		for (const listener of usual) {
			process.on('warning', listener);
		}

		return held;
	};
}
