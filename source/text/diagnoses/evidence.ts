import {counted} from '../counted.ts';
import {defineTexts} from '../language.ts';

/** What yolotop itself says of the figures that a diagnosis rests on; printed lines and names of settings are quoted as they are. */
export const evidenceTexts = defineTexts({
	exitCode: (code: string) => `exit code ${code}`,
	exitCodeOf: (code: string, fault: string) => `exit code ${code} (${fault})`,
	faultWithCode: (fault: string, code: string) => `${fault}, exit code ${code}`,
	instances: (count: string) => counted(count, 'instance'),
	atEpoch: (value: string, epoch: string) => `${value} (epoch ${epoch})`,
	best: (value: string) => `best ${value}`,
	bestOfLast: (epochs: string, value: string) => `best of the last ${epochs}: ${value}`,
	bestBefore: (epochs: string, value: string) => `best before the last ${epochs}: ${value}`,
	losses: (epoch: string, training: string, validation: string) => `epoch ${epoch}: train ${training}, val ${validation}`,
	brokenLosses: (epoch: string, losses: string) => `epoch ${epoch}: ${losses}`,
	epochsInForce: (epochs: string) => `${counted(epochs, 'epoch')} in force`,
	mounts: (targets: string) => `mounts: ${targets}`,
	silence: (epoch: string, batch: string, silence: string) => `${epoch}: ${batch}, ${silence}`,
	noGpuRequest: 'DeviceRequests: none',
}, {
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
});
