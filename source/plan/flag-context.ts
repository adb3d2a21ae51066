import {UserError} from '../domain/user-error.ts';
import {parseByteSize} from '../domain/byte-size.ts';

/** What the values of flags are completed from; nothing here is read by this folder itself. */
export type FlagContext = {
	/** Absolute directory that relative sources start from. */
	readonly directory: string;
	readonly home?: string;
	/** For `-e NAME` without a value. */
	readonly environment: Readonly<Record<string, string | undefined>>;
	/** For --env-file; throws whatever makes the file unreadable. */
	readonly readTextFile: (path: string) => string;
};

/**
Refuses the value of a flag.

@throws UserError flag-value-invalid naming the flag, the value and a value that would do.
*/
export function invalidFlagValue(flag: string, value: string, example: string): never {
	throw new UserError('flag-value-invalid', {flag, value, example});
}

/** A size such as 16g, in bytes. */
export function sizeValue(flag: string, value: string, example = '16g'): number {
	return parseByteSize(value) ?? invalidFlagValue(flag, value, example);
}

/** A whole number from `minimum`. */
export function integerValue(flag: string, value: string, minimum: number, example: string): number {
	return /^-?\d{1,15}$/.test(value) && Number(value) >= minimum ? Number(value) : invalidFlagValue(flag, value, example);
}
