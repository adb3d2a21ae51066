const mebibyte = 2 ** 20;
const gibibyte = 2 ** 30;

/** A size as Docker and PyTorch count it, for example `64 MiB` or `1.5 GiB`. */
export function bytesToText(bytes: number): string {
	return bytes >= gibibyte ? `${Number((bytes / gibibyte).toPrecision(3))} GiB` : `${Number((bytes / mebibyte).toPrecision(3))} MiB`;
}
