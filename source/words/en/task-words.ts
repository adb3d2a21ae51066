/** What a model is trained for. */
export const task = {
	detect: 'detect', segment: 'segment', classify: 'classify', pose: 'pose', obb: 'obb',
};
