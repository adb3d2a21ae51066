const factors: Readonly<Record<string, number>> = {
	b: 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40, p: 2 ** 50,
};

/**
Reads a size as docker does: `16g`, `512m`, `1.5GiB`, `64 MB`, `1024`; powers of 1024 whatever the suffix says.

@returns bytes, or undefined when it is no size. Source: docker/go-units RAMInBytes.
*/
export function parseByteSize(text: string): number | undefined {
	const match = /^(\d+(?:\.\d+)?) ?([bgkmpt])?(i?b)?$/i.exec(text.trim());
	if (match === null || (match[2]?.toLowerCase() === 'b' && match[3] !== undefined)) {
		return undefined;
	}

	const bytes = Math.floor(Number(match[1]) * factors[match[2]?.toLowerCase() ?? 'b']!);
	return Number.isSafeInteger(bytes) ? bytes : undefined;
}

/** The shortest exact text that docker reads back as the same number of bytes, for example `16g`. */
export function byteSizeToFlag(bytes: number): string {
	for (const suffix of ['t', 'g', 'm', 'k']) {
		const factor = factors[suffix]!;
		if (bytes >= factor && bytes % factor === 0) {
			return `${bytes / factor}${suffix}`;
		}
	}

	return `${bytes}`;
}
