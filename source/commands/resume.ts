import type {Options} from '../config/options.ts';
import type {Io} from './io.ts';

export async function resume(_options: Options, _io: Io): Promise<number> {
	return 1;
}
