import type {Wording} from '../../wording.ts';
import type * as english from '../../en/diagnoses/storage.ts';

export const storageDiagnoses: Wording<typeof english.storageDiagnoses> = {
	'disk-full': {
		what: () => '磁盘已满：有文件无法写入。',
		why: () => '训练中的检查点是模型大小的数倍，且每轮都重写。正在写的文件是不完整的。',
		actionHere: () => '腾出空间（用 df -h 查看），然后从另一个检查点继续训练：正在写的那个可能已损坏。',
		action: () => '腾出空间（docker system df 显示 Docker 占用，df -h 显示其余），然后从另一个检查点继续训练：正在写的那个可能已损坏。',
	},
	'disk-low': {
		what: free => `运行目录所在的磁盘只剩 ${free}。`,
		why: () => '每轮都会重写 last.pt，常常还有 best.pt；写入失败时训练会结束，检查点也会损坏。',
		actionHere: () => '现在就腾出空间：df -h。',
		action: () => '现在就腾出空间：docker system df、df -h。',
	},
	'output-read-only': {
		what: path => path === '' ? '无法写入结果：文件系统是只读的。' : `无法写入结果：${path} 位于只读文件系统上。`,
		why: () => '卷以只读方式挂载（-v ...:ro），或容器带有 --read-only。',
		action: () => '为结果挂载可写的卷，或用 --project /路径 写到别处。',
	},
	'permission-denied': {
		what: path => path === '' ? '训练对某个文件没有权限。' : `训练对 ${path} 没有权限。`,
		why: () => '容器的运行用户（--user）不是文件的所有者，文件往往在之前的运行后属于 root。',
		action: () => '在主机上更改所有者（sudo chown -R 用户 路径），或使用与之前相同的 --user。',
	},
	'output-not-persisted': {
		what: directory => `${directory} 中的结果只存在于容器内部。`,
		why: isAutoRemoved => isAutoRemoved
			? '那里没有挂载卷，而且容器带有 --rm：结束时一切都会被删除。'
			: '那里没有挂载卷：docker rm 会删除一切，新的容器也看不到。',
		action: copy => `在删除容器之前复制出来：${copy}。下次请在那里挂载卷（-v 主机路径:容器路径），或用 --project 写到卷中。`,
	},
};

export const storageMeanings: Wording<typeof english.storageMeanings> = {
	'disk-full': '磁盘已满，无法写入文件：/dev/shm 之外的错误 28，或 PyTorch 写检查点失败。',
	'disk-low': '运行目录所在磁盘的剩余空间不足 1 GiB。',
	'output-read-only': '存放结果的位置是只读的：错误 30。',
	'permission-denied': '容器的用户无权读写某个文件：错误 13。',
	'output-not-persisted': '运行目录不在任何卷上：会随容器一起丢失。',
};
