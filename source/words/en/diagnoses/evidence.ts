import {counted} from '../../counted.ts';

/** What yolotop itself says of the figures that a diagnosis rests on; printed lines and names of settings are quoted as they are. */
export const evidence = {
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
};
