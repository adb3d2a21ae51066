import type {Wording} from '../../wording.ts';
import type * as english from '../../en/keys/pictures.ts';

export const picturesKey: Wording<typeof english.picturesKey> = {
	meaning: {
		'show-picture': '让图像占满屏幕，或恢复；慢速连接时加载图像',
		'next-picture': '下一张图像',
		'previous-picture': '上一张图像',
		'enlarge-picture': '放大图像的一部分；用方向键移动',
		'shrink-picture': '显示图像更大的一部分',
		'picture-left': '上一张图像；放大时向左移动',
		'picture-right': '下一张图像；放大时向右移动',
		'whole-picture': '重新显示整张图像',
		'switch-side': '标注与预测并排、只看标注、只看预测',
		'leave-picture': '取消放大，然后恢复列表',
	},
	hint: {
		'show-picture': '全屏',
		'next-picture': '下一张',
		'previous-picture': '上一张',
		'enlarge-picture': '缩放',
		'shrink-picture': '缩放',
		'picture-left': '移动',
		'picture-right': '移动',
		'whole-picture': '整张',
		'switch-side': '标注',
		'leave-picture': '返回',
	},
};
