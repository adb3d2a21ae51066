const mebibyte = 2 ** 20;
const gibibyte = 2 ** 30;

/** A size as Docker and PyTorch count it, for example `64 MiB` or `1.5 GiB`. */
export function bytesToText(bytes: number): string {
	return bytes >= gibibyte ? `${Number((bytes / gibibyte).toPrecision(3))} GiB` : `${Number((bytes / mebibyte).toPrecision(3))} MiB`;
}

/** A size as a value of Docker's flags, for example `2g` or `512m`. */
export function bytesToFlag(bytes: number): string {
	return bytes % gibibyte === 0 ? `${bytes / gibibyte}g` : `${Math.ceil(bytes / mebibyte)}m`;
}
