/*
What a framework decides itself while it trains. Each recogniser gives undefined for every other line.
*/

/**
`AutoBatch: Using batch-size 281 for CUDA:0 5.80G/9.67G (60%)`, `AutoBatch: CUDA not detected, using default CPU batch-size 16`,
`WARNING CUDA out of memory with batch=16. Reducing to batch=8 and retrying (1/3).`
Source: utils/autobatch.py of YOLOv5 v6.1 to 2026 and of Ultralytics; ultralytics/engine/trainer.py.
*/
export function recogniseBatchSize(text: string): number | undefined {
	const [, chosen] = /^AutoBatch: .*\b[Uu]sing (?:default (?:CPU )?)?batch-size (\d+)\b/.exec(text) ?? [];
	const [, reduced] = chosen === undefined ? /\bmemory(?: error)? with batch=\d+\. Reducing to batch=(\d+) and retrying\b/.exec(text) ?? [] : [];
	const size = chosen ?? reduced;
	return size === undefined ? undefined : Number(size);
}

/** Whether the framework trains the epoch once more: with a smaller batch, or after losses that were no numbers. Source: ultralytics/engine/trainer.py. */
export function isRepetition(text: string): boolean {
	return /\bReducing to batch=\d+ and retrying\b|\bdetected \(attempt \d+\/\d+\), recovering from last\.pt\b/.test(text);
}
