import {
	arrayAt,
	stringAt,
	stringsAt,
} from '../engine/json-value.ts';
import {isCdiName, type DevicePlan} from './launch-plan.ts';

/** What Podman 5 makes of `--gpus all` and of a number. */
function gpuNames(value: string): readonly string[] {
	const names = value === 'all' ? ['all'] : (/^\d{1,2}$/.test(value) ? Array.from({length: Number(value)}, (_, index) => `${index}`) : []);
	return names.map(name => `nvidia.com/gpu=${name}`);
}

/** The values of --device and --gpus of a command line; what follows the image is looked through too, but looks otherwise. */
function deviceWords(words: readonly string[]): readonly string[] {
	return words.flatMap((word, index) => {
		const [, flag, joined] = /^--(device|gpus)(?:=(.*))?$/s.exec(word) ?? [];
		const value = joined ?? words[index + 1];
		return flag === undefined || value === undefined ? [] : (flag === 'device' ? [value] : gpuNames(value));
	});
}

/**
The devices of a container of Podman as the command asked for them that it was made with. Podman keeps what CDI names became, device nodes,
but does not mention the driver's libraries that came with them: a container made from the nodes alone would have a GPU that no program
can use. Undefined where the command names none for CDI, or is not known: then its nodes are all there is.

Source: Podman 4.3 with a CDI description written by hand.
*/
export function podmanDevices(answer: unknown): DevicePlan[] | undefined {
	const asked = deviceWords(stringsAt(answer, 'CreateCommand'));
	const names = [...new Set(asked.filter(word => isCdiName(word)))];
	const nodes = arrayAt(answer, 'HostConfig', 'Devices').flatMap((device): DevicePlan[] => {
		const hostPath = stringAt(device, 'PathOnHost') ?? '';
		return asked.some(word => word.split(':', 1)[0] === hostPath) ? [{hostPath, containerPath: stringAt(device, 'PathInContainer') ?? hostPath, permissions: stringAt(device, 'CgroupPermissions') ?? 'rwm'}] : [];
	});
	return names.length === 0 ? undefined : [...nodes, ...names.map(name => ({hostPath: name, containerPath: name, permissions: 'rwm'}))];
}
