/*
How Windows says by an exit code that it ended a program: the status of the fault, which some programs print as a signed number.
Source: ntstatus.h.
*/

const faults = new Map([
	[0x80_00_00_03, 'Breakpoint'],
	[0xC0_00_00_05, 'Access violation'],
	[0xC0_00_00_06, 'In-page error'],
	[0xC0_00_00_17, 'Not enough memory'],
	[0xC0_00_00_1D, 'Illegal instruction'],
	[0xC0_00_00_94, 'Integer division by zero'],
	[0xC0_00_00_FD, 'Stack overflow'],
	[0xC0_00_01_2D, 'Page file too small'],
	[0xC0_00_01_35, 'DLL not found'],
	[0xC0_00_01_39, 'Entry point of a DLL not found'],
	[0xC0_00_01_42, 'DLL initialization failed'],
	[0xC0_00_03_74, 'Heap corruption'],
	[0xC0_00_04_09, 'Stack buffer overrun'],
	[0xC0_00_06_02, 'Fail fast exception'],
	[0xE0_6D_73_63, 'Uncaught C++ exception'],
]);

const controlC = 0xC0_00_01_3A;
/** Of the end of a session or of the machine, or by a debugger. */
const terminated = 0x40_01_00_04;

/** What an exit code of Windows says of the end; undefined for every other code. `status` is as Windows writes it. */
export type WindowsExit = {readonly kind: 'interrupted' | 'terminated'} | {readonly kind: 'fault'; readonly name: string; readonly status: string};

/** Reads an exit code, signed or unsigned. */
export function toWindowsExit(exitCode: number): WindowsExit | undefined {
	const status = exitCode < 0 ? exitCode + (2 ** 32) : exitCode;
	if (status === controlC || status === terminated) {
		return {kind: status === controlC ? 'interrupted' : 'terminated'};
	}

	const name = faults.get(status);
	return name === undefined ? undefined : {kind: 'fault', name, status: `0x${status.toString(16).toUpperCase()}`};
}
