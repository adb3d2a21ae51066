/*
Prints a training as the frameworks do, from values: the other direction of the parser. Formats in the words of the
frameworks' own format strings, so that widths, names and numbers that no recording has can be tried.
*/

export type Row = {readonly name: string; readonly images?: number; readonly instances?: number; readonly metrics: readonly number[]};

export type PrintedEpoch = {
	readonly losses: readonly number[];
	readonly instances: number;
	readonly size: number;
	/** Values of the row `all`; undefined where the epoch is not validated. */
	readonly metrics?: readonly number[];
};

export type PrintedRun = {
	readonly framework: 'yolov5' | 'ultralytics';
	/** Columns of losses as printed. */
	readonly lossColumns: readonly string[];
	readonly validationHeader: readonly string[];
	/** Of the first column of the validation table. */
	readonly nameWidth: number;
	readonly bar: 'clock' | 'tqdm' | 'none' | 'own';
	/** Columns of the terminal; own bars ignore it. */
	readonly width: number;
	readonly memory: string;
	readonly batches: number;
	readonly epochs: readonly PrintedEpoch[];
	readonly images: number;
	readonly instances: number;
	/** Classes of the final validation. */
	readonly classes: readonly Row[];
	readonly lineFeed: '\n' | '\r\n';
};

/** Python's `%.{digits}g`. */
export function general(value: number, digits: number): string {
	if (Number.isNaN(value)) {
		return 'nan';
	}

	if (!Number.isFinite(value)) {
		return value < 0 ? '-inf' : 'inf';
	}

	if (value === 0) {
		return '0';
	}

	const [mantissa = '', exponent = ''] = value.toExponential(digits - 1).split('e', 2);
	const power = Number(exponent);
	// A number has no trailing zeros of its own: reading it and writing it again takes them off.
	const trim = (text: string) => text.includes('.') ? String(Number(text)) : text;
	return power < -4 || power >= digits
		? `${trim(mantissa)}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`
		: trim(value.toFixed(Math.max(0, digits - 1 - power)));
}

/** One draw of a bar at a count. */
function draw(run: PrintedRun, description: string, done: number, total: number): string {
	const percent = Math.round(done / total * 100);
	const line = {
		clock: `${description}: ${String(percent).padStart(3)}%|${'█'.repeat(Math.floor(percent / 10)).padEnd(10)}| ${done}/${total} 00:07`,
		tqdm: `${description}: ${String(percent).padStart(3)}%|${'█'.repeat(Math.floor(percent / 10)).padEnd(10)}| ${done}/${total} [00:07<00:02,  2.23it/s]`,
		none: `${description}: ${String(percent).padStart(3)}% ${done}/${total} [00:07<00:02,  2.23it/s]`,
		own: `${description}: ${percent}% ${'━'.repeat(Math.floor(percent / 100 * 12)).padEnd(12, '─')} ${done}/${total} 2.2it/s 7.0s${done === total ? '' : '<2.0s'}`,
	}[run.bar];
	return run.bar === 'own' ? `\r\u{1B}[K${line}` : `\r${line.slice(0, run.width)}`;
}

/** A row of the validation table, wider than its columns where the name is. */
function validationRow(run: PrintedRun, {name, images, instances, metrics}: Row): string {
	// Python pads by code points.
	const padding = ' '.repeat(Math.max(0, run.nameWidth - [...name].length));
	const counts = images === undefined ? '' : `${String(images).padStart(11)}${String(instances).padStart(11)}`;
	return `${padding}${name}${counts}${metrics.map(value => general(value, 3).padStart(11)).join('')}`;
}

/** The whole output from the first line of an epoch to the last line of the run. */
export function printRun(run: PrintedRun): string {
	const total = run.epochs.length;
	const header = ['Epoch', 'GPU_mem', ...run.lossColumns, 'Instances', 'Size'].map(name => name.padStart(11)).join('');
	const table = run.validationHeader[0]!.padStart(run.nameWidth) + run.validationHeader.slice(1).map(name => name.padStart(11)).join('');
	const isCounted = run.validationHeader[0] === 'Class';
	const all = (metrics: readonly number[]): Row => ({name: 'all', ...(isCounted && {images: run.images, instances: run.instances}), metrics});
	const validation = () => [1, 2, 3].map(done => draw(run, table, done, 3)).join('');
	const lines: string[] = [];
	for (const [index, epoch] of run.epochs.entries()) {
		const label = run.framework === 'yolov5' ? `${index}/${total - 1}` : `${index + 1}/${total}`;
		const row = label.padStart(11) + run.memory.padStart(11) + [...epoch.losses, epoch.instances, epoch.size].map(value => general(value, 4).padStart(11)).join('');
		lines.push('', header, `${run.bar === 'own' ? '' : `\r  0%|          | 0/${run.batches} [00:00<?, ?it/s]`}${[Math.ceil(run.batches / 2), run.batches].map(done => draw(run, row, done, run.batches)).join('')}`);
		if (epoch.metrics !== undefined) {
			lines.push(validation(), validationRow(run, all(epoch.metrics)));
		}
	}

	lines.push('', `${total} epochs completed in 0.016 hours.`, 'Optimizer stripped from runs/weights/best.pt, 3.7MB', '', 'Validating runs/weights/best.pt...', 'Fusing layers... ', validation(), validationRow(run, all(run.epochs.findLast(epoch => epoch.metrics !== undefined)?.metrics ?? [])), ...run.classes.map(row => validationRow(run, row)), 'Results saved to \u{1B}[1mruns\u{1B}[0m', '');
	return lines.join(run.lineFeed);
}
