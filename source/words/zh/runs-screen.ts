import {keyNameOf} from '../../keys/key-names.ts';
import type {Wording} from '../wording.ts';
import type * as english from '../en/runs-screen.ts';

export const runsScreen: Wording<typeof english.runsScreen> = {
	looking: '正在查找训练和运行……',
	nothing: '在容器和当前目录下没有找到训练或运行。',
	noneFit: (query: string) => `没有符合条件的运行：${query}`,
	reading: '正在读取已标记的运行……',
	filter: '筛选：',
	sortedBy: {
		age: '最新优先', map: 'mAP 最高优先', epoch: '轮数最多优先', name: '按名称', state: '按状态',
	},
	marked: (count: number) => `已标记 ${count} 个`,
	markTwo: `用空格键标记两个或更多运行，然后按 ${keyNameOf('compare-runs')}。`,
	badQuery: (word: string) => `无法理解：${word}`,
	away: (host: string, reason: string) => `${host === '' ? '引擎' : host}：${reason}`,
	opening: (name: string) => `正在打开 ${name}……`,
};
