import {defineTexts} from './language.ts';

/** The words behind the numbers of a length of time, the same on every screen and in every command. */
export const durationUnits = defineTexts({
	days: 'd', hours: 'h', minutes: 'm', seconds: 's',
}, {
	days: '天', hours: '小时', minutes: '分', seconds: '秒',
});
