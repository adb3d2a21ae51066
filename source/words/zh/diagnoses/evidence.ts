import type {Wording} from '../../wording.ts';
import type * as english from '../../en/diagnoses/evidence.ts';

export const evidence: Wording<typeof english.evidence> = {
	exitCode: code => `退出码 ${code}`,
	exitCodeOf: (code, fault) => `退出码 ${code}（${fault}）`,
	faultWithCode: (fault, code) => `${fault}，退出码 ${code}`,
	instances: count => `${count} 个目标`,
	atEpoch: (value, epoch) => `${value}（第 ${epoch} 轮）`,
	best: value => `最佳 ${value}`,
	bestOfLast: (epochs, value) => `最近 ${epochs} 轮最佳 ${value}`,
	bestBefore: (epochs, value) => `最近 ${epochs} 轮之前最佳 ${value}`,
	losses: (epoch, training, validation) => `第 ${epoch} 轮：训练 ${training}，验证 ${validation}`,
	brokenLosses: (epoch, losses) => `第 ${epoch} 轮：${losses}`,
	epochsInForce: epochs => `实际生效 ${epochs} 轮`,
	mounts: targets => `挂载点：${targets}`,
	silence: (epoch, batch, silence) => `${epoch}：${batch}，${silence}`,
	noGpuRequest: 'DeviceRequests：无',
};
