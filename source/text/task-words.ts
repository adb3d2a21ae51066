import {defineTexts} from './language.ts';

/** What a model is trained for. */
export const taskWords = defineTexts({
	detect: 'detect', segment: 'segment', classify: 'classify', pose: 'pose', obb: 'obb',
}, {
	detect: '检测', segment: '分割', classify: '分类', pose: '姿态', obb: '旋转框',
});
