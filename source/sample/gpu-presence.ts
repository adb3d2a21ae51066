import {access, readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {nvidiaSmiPrograms} from './nvidia-smi-process.ts';

/** The vendor id of NVIDIA on the PCI bus. */
const nvidiaVendor = '0x10de';

/** What a driver makes: of a board, of a Jetson, and under WSL2 the one that Windows hands in. */
const nodes = ['/dev/nvidiactl', '/dev/nvidia0', '/dev/nvhost-gpu', '/dev/nvmap', '/usr/lib/wsl/lib/libcuda.so.1'] as const;

const devicesDirectory = '/sys/bus/pci/devices';

/**
Whether a container of this machine may get a GPU of NVIDIA: a board, a node of its driver or its program is there. False only
where all of them were looked for and are missing; undefined on systems that have no such files. Never rejects.
*/
export async function hasGpuHere(): Promise<boolean | undefined> {
	if (process.platform !== 'linux') {
		return undefined;
	}

	const folders = (process.env.PATH ?? '').split(':').filter(folder => folder !== '');
	const programs = nvidiaSmiPrograms.flatMap(program => path.isAbsolute(program) ? [program] : folders.map(folder => path.join(folder, program)));
	const [board, ...signs] = await Promise.all([hasBoardOfNvidia(), ...[...nodes, ...programs].map(async file => isThere(file))]);
	return board === true || signs.includes(true);
}

/** Whether a board is on the PCI bus, with or without a driver; undefined where there is no such bus to look at. Never rejects. */
export async function hasBoardOfNvidia(): Promise<boolean | undefined> {
	try {
		const devices = await readdir(devicesDirectory);
		const vendors = await Promise.all(devices.map(async device => readVendor(path.join(devicesDirectory, device, 'vendor'))));
		return vendors.includes(nvidiaVendor);
	} catch {
		return undefined;
	}
}

async function readVendor(file: string): Promise<string> {
	try {
		const text = await readFile(file, 'utf8');
		return text.trim();
	} catch {
		return '';
	}
}

async function isThere(file: string): Promise<boolean> {
	try {
		await access(file);
		return true;
	} catch {
		return false;
	}
}
