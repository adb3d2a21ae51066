/** The mount of a container in which a path is, the innermost one; undefined for the container's own layer. */
export function innermostMount<T>(mounts: readonly T[], path: string, targetOf: (mount: T) => string): T | undefined {
	const isAbove = (target: string) => target === path || path.startsWith(target.endsWith('/') ? target : `${target}/`);
	return mounts.filter(mount => isAbove(targetOf(mount))).toSorted((one, other) => targetOf(other).length - targetOf(one).length)[0];
}
