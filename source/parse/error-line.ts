/** Longest error line that is kept, in UTF-16 units. */
export const errorLineLength = 400;

/** An error says what it is near its beginning. */
const examinedLength = 1000;

/**
Forms of lines that name an error without being a traceback or a framework's own warning. Source: docker's command line,
libnvidia-container, nvidia-smi, NCCL, PyTorch's signal handlers and device assertions, the C++ runtime, curl, wget, shells.
*/
const forms: readonly RegExp[] = [
	/^(?:docker: )?Error response from daemon: \S/,
	/\bnvidia-container-cli: \S.* error: /,
	/^NVIDIA-SMI has failed because /,
	/^Failed to initialize NVML: \S/,
	/^ ?DataLoader worker \(pid(?:\(s\))? [\d ,]+\) is killed by signal: /,
	/^OCI runtime (?:create|exec) failed: /,
	/^(?:\S*sh|env|timeout|nohup): .*\b(?:not found|No such file or directory|Permission denied|cannot execute|Is a directory|Cannot allocate memory)$/,
	/^(?:[_a-z]\w*\.)*[A-Z]\w*(?:Error|Exception): \S/,
	/\bAssertion .+ failed\.?$/,
	/^(?:curl: \(\d+\) |wget: )/,
	/^Error while creating shared memory segment \/dev\/shm\/nccl/,
	/^(?:Bus error|std::bad_alloc|Out of memory)\b(?!\s+\d)/,
	/^Cuda failure \d+ '/,
	/^nccl\w+Error: \S/,
	/\bWatchdog caught collective operation timeout: /,
	/^slurmstepd: error: /,
	// The container of NVIDIA says why the driver does not fit in the line behind.
	/^\[\[CUDA Driver UNAVAILABLE /,
];

/** A word of each of the forms: one look at a line, since nearly all have none. */
const words = /Error|Exception: |nvidia-container-cli|NVIDIA-SMI h|Failed to i|DataLoader w|OCI runtime|not found|No such f|Permission d|cannot e|Is a d|Cannot a|Assertion|curl: |wget: |Bus e|bad_alloc|Out of m|Cuda failure|nccl\w+Error|Watchdog c|slurmstepd|CUDA Driver U/;

/**
Recognises a line that names an error outside of a traceback.

@returns the line as printed, without the blanks around it.
*/
export function recogniseErrorLine(text: string): string | undefined {
	if (!words.test(text)) {
		return undefined;
	}

	// Numpy names the true reason in the middle of its advice.
	const line = text.slice(0, examinedLength).trim().replace(/^Original error was: /, 'ImportError: ');
	return forms.some(form => form.test(line)) ? line.slice(0, errorLineLength) : undefined;
}
