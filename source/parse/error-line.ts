/** Longest error line that is kept, in UTF-16 units. */
const errorLength = 400;
/** An error says what it is near its beginning. */
const examinedLength = 1000;

/**
Forms of lines that name an error without being a traceback or a framework's own warning. Source: docker's command line,
libnvidia-container, nvidia-smi, torch's signal handlers, shells.
*/
const forms: readonly RegExp[] = [
	/^(?:docker: )?Error response from daemon: \S/,
	/\bnvidia-container-cli: \S.* error: /,
	/^NVIDIA-SMI has failed because /,
	/^Failed to initialize NVML: \S/,
	/^ ?DataLoader worker \(pid(?:\(s\))? [\d ,]+\) is killed by signal: /,
	/^OCI runtime (?:create|exec) failed: /,
	/^\S*sh: (?:line )?(?:\d+: )?[^\s:]+: (?:command )?not found$/,
];

/** Recognises a line that names an error outside of a traceback. */
export function recogniseErrorLine(text: string): string | undefined {
	const head = text.slice(0, examinedLength);
	return forms.some(form => form.test(head)) ? head.trim().slice(0, errorLength) : undefined;
}
