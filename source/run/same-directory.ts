/**
Whether two spellings of a run directory mean the same one: a relative path equals an absolute one that ends with it.
The frameworks print relative and absolute paths, depending on version.
*/
export function isSameDirectory(one: string, other: string): boolean {
	const first = normalise(one);
	const second = normalise(other);
	return first === second || isTailOf(first, second) || isTailOf(second, first);
}

/** The run directory of a checkpoint such as `runs/train/exp/weights/last.pt`; undefined when it is elsewhere. */
export function checkpointToRunDirectory(path: string): string | undefined {
	return /^(.+)[/\\]weights[/\\][^/\\]+$/.exec(path)?.[1];
}

function normalise(path: string): string {
	let text = path.replaceAll('\\', '/');
	while (text.startsWith('./')) {
		text = text.slice(2);
	}

	while (text.length > 1 && text.endsWith('/')) {
		text = text.slice(0, -1);
	}

	return text;
}

function isTailOf(tail: string, whole: string): boolean {
	return tail !== '' && !tail.startsWith('/') && whole.endsWith(`/${tail}`);
}
