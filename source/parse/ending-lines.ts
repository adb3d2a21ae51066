/*
What a training says of itself after its last epoch. Each recogniser gives undefined for every other line.
*/

const stoppedEarly = /^(?:EarlyStopping: )?(?:Training stopped|Stopping training) early as no improvement observed in last (\d+) epochs\.(?: Best results observed at epoch (\d+))?/;

/**
`Stopping training early as no improvement observed in last 2 epochs. Best results observed at epoch 3, ...`, Ultralytics
`EarlyStopping: Training stopped early as ...`, v6.0 `EarlyStopping patience 2 exceeded, stopping training.`
`printedEpoch` counts as the framework does.
*/
export function recogniseEarlyStop(text: string): {patience: number; printedEpoch?: number} | undefined {
	const [, patience, best] = stoppedEarly.exec(text) ?? [];
	if (patience !== undefined) {
		return {patience: Number(patience), ...(best !== undefined && {printedEpoch: Number(best)})};
	}

	const [, exceeded] = /^EarlyStopping patience (\d+) exceeded, stopping training/.exec(text) ?? [];
	return exceeded === undefined ? undefined : {patience: Number(exceeded)};
}

/** `30 epochs completed in 0.016 hours.`, in classification `Training complete (0.003 hours)`, of YOLOv6 `Training completed in 0.123 hours.`. */
export function recogniseTrainingEnd(text: string): {epochs?: number; hours: number} | undefined {
	const [, epochs, hours] = /^(\d+) epochs completed in ([\d.]+) hours\.?\s*$/.exec(text) ?? [];
	if (epochs !== undefined) {
		return {epochs: Number(epochs), hours: Number(hours)};
	}

	const [, alone] = /^Training complete(?: \(|d in )([\d.]+) hours(?:\)|\.$)/.exec(text) ?? [];
	return alone === undefined ? undefined : {hours: Number(alone)};
}

/** `Optimizer stripped from runs/train/exp/weights/last.pt, 14.4MB`, which comes behind the last epoch and at no other time. */
export function isCheckpointStripped(text: string): boolean {
	return /^Optimizer stripped from .*\.pt\b/.test(text);
}

/** `Validating runs/train/exp/weights/best.pt...`. */
export function recogniseFinalValidation(text: string): string | undefined {
	return /^Validating (\S.*\.pt)\.\.\.\s*$/.exec(text)?.[1];
}

/** `Results saved to runs/train/exp`. */
export function recogniseResultsSaved(text: string): string | undefined {
	return /^Results saved to (.*\S)\s*$/.exec(text)?.[1];
}

/** Whether the line ends a whole hyperparameter evolution; before it, `Results saved to` ends a generation only. */
export function isEvolutionEnd(text: string): boolean {
	return /^Hyperparameter evolution finished \d+ generations/.test(text);
}
