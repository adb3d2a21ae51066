import type {SamplerFailure, SamplerFailureCode} from '../domain/sample.ts';

/**
Exit codes that mean one thing. Source: `man nvidia-smi`, RETURN VALUE; those above 15 are the codes of NVML itself, which
nvidia-smi hands through (nvmlReturn_t in nvml.h); 126 and 127 come from a shell or the container runtime.
*/
const byExitCode: Readonly<Record<number, SamplerFailureCode>> = {
	3: 'driver-not-loaded',
	4: 'no-permission',
	6: 'no-devices',
	9: 'driver-not-loaded',
	12: 'driver-library-missing',
	13: 'driver-library-mismatch',
	15: 'gpu-lost',
	16: 'needs-reset',
	17: 'blocked-by-system',
	18: 'driver-library-mismatch',
	124: 'no-answer',
	126: 'tool-missing',
	127: 'tool-missing',
	137: 'no-answer',
};

/** What the other codes (1, 255) leave to the words. Source: nvmlErrorString, which nvidia-smi prints. */
const byWords: ReadonlyArray<readonly [words: RegExp, code: SamplerFailureCode]> = [
	[/driver\/library version mismatch/i, 'driver-library-mismatch'],
	[/insufficient permissions/i, 'no-permission'],
	[/no devices were found/i, 'no-devices'],
	[/couldn't communicate with the nvidia driver|driver not loaded/i, 'driver-not-loaded'],
	[/libnvidia-ml\.so|nvml shared library/i, 'driver-library-missing'],
	[/gpu access blocked by the operating system/i, 'blocked-by-system'],
	[/gpu is lost/i, 'gpu-lost'],
	[/requires reset/i, 'needs-reset'],
	// Also what is left when a container has lost the right to open its GPU.
	[/failed to initialize nvml: unknown error/i, 'device-access-lost'],
	[/executable file not found|not found$|no such file or directory/i, 'tool-missing'],
];

/** One board that fell off the bus; the exit code is that of whatever was asked next. */
const lostBoard = /unable to (?:determine|detect) the device handle for gpu/i;

/** More than this is no message but a report. */
const maximumDetailLength = 300;

/**
Why nvidia-smi gave no figures, from its exit code and what it printed (its complaints go to standard output).
*/
export function nvidiaSmiFailure(exitCode: number | undefined, output: string): SamplerFailure {
	const detail = output.split(/\r?\n/).map(line => line.trim()).find(line => line !== '')?.slice(0, maximumDetailLength);
	const code = (lostBoard.test(output) ? 'gpu-lost' : undefined)
		?? (exitCode === undefined ? undefined : byExitCode[exitCode])
		?? byWords.find(([words]) => words.test(output))?.[1]
		?? 'other';
	return detail === undefined ? {code} : {code, detail};
}
