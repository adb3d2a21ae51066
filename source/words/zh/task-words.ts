import type {Wording} from '../wording.ts';
import type * as english from '../en/task-words.ts';

export const task: Wording<typeof english.task> = {
	detect: '检测', segment: '分割', classify: '分类', pose: '姿态', obb: '旋转框',
};
