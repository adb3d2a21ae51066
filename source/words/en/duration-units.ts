/** The words behind the numbers of a length of time, the same on every screen and in every command. */
export const durationUnits = {
	days: 'd', hours: 'h', minutes: 'm', seconds: 's',
};
