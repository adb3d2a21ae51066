/** A number and its English noun: `1 epoch`, `2 epochs`, `1/1 epoch`. The noun for several is that for one with an s when it is not given. */
export function counted(count: number | string, one: string, several = `${one}s`): string {
	return `${count} ${/^(?:\d+\/)?1$/.test(String(count)) ? one : several}`;
}
