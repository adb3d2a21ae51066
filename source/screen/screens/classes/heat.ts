import type {Token} from '../../theme/token.ts';

/** From these values of mAP50-95 on a class is no longer bad, and no longer weak. */
const limits = {bad: 0.1, weak: 0.35};

/** How good a class is, as a verdict. */
export function heatOf(value: number | undefined): Token {
	if (value === undefined || Number.isNaN(value)) {
		return 'dim';
	}

	return value < limits.bad ? 'bad' : (value < limits.weak ? 'warning' : 'good');
}
