import type {Wording} from '../wording.ts';
import type * as english from '../en/duration-units.ts';

export const durationUnits: Wording<typeof english.durationUnits> = {
	days: '天', hours: '小时', minutes: '分', seconds: '秒',
};
