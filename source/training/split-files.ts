/** Splits what `tail` printed of several files. Source: GNU coreutils and busybox, `==> NAME <==`. */
export function splitFiles(output: string, names: ReadonlySet<string>): ReadonlyMap<string, string> {
	const texts = new Map<string, string>();
	let name: string | undefined;
	let lines: string[] = [];
	const close = () => {
		if (name !== undefined) {
			texts.set(name, lines.join('\n'));
		}
	};

	for (const line of output.split('\n')) {
		const [, next] = /^==> (.+) <==$/.exec(line) ?? [];
		if (next !== undefined && (next === '/dev/null' || names.has(next))) {
			close();
			name = next === '/dev/null' ? undefined : next;
			lines = [];
		} else {
			lines.push(line);
		}
	}

	close();
	return texts;
}
