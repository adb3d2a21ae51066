/** What is in place of a value that must not be seen. */
export const mask = '***';

const secretName = /key|token|secret|pass(?:word|wd)?|pwd|credential|auth|cookie|dsn/i;

/** `NAME=***`: no value of the environment is ever shown, whatever its name. */
export function maskEnvironment(entry: string): string {
	const at = entry.indexOf('=');
	return at === -1 ? entry : `${entry.slice(0, at)}=${mask}`;
}

/** A label or option: its value is hidden when the name speaks of a secret. */
export function maskNamedValue(name: string, value: string): string {
	return secretName.test(name) ? mask : maskUrl(value);
}

/** Hides `user:password@` in addresses. */
export function maskUrl(text: string): string {
	return text.replaceAll(/:\/\/[^\s/@]+@/g, '://***@');
}

/** A word that may be a script, such as that of `bash -c`: what is in it is masked as the words of a command are. */
function maskScript(script: string): string {
	return maskUrl(script)
		.replaceAll(/(?<=^|[\s&(;|])(-{0,2}[a-z][\w-]*)=(?:"[^"]*"|'[^']*'|[^\s&);|]*)/gi, (all, name: string) => secretName.test(name) ? `${name}=${mask}` : all)
		.replaceAll(/(?<=^|[\s&(;|])(--?[a-z][\w-]*)(\s+)(?:"[^"]*"|'[^']*'|[^\s"&')\-;|][^\s&);|]*)/gi, (all, name: string, gap: string) => secretName.test(name) ? `${name}${gap}${mask}` : all);
}

/** A command without its secrets: `--api-key X`, `--api-key=X`, `token=X`, also in a script, and addresses with a password. */
export function maskCommand(argv: readonly string[]): string[] {
	return argv.map((word, index) => {
		const previous = argv[index - 1];
		if (previous !== undefined && /^-[a-z]*c$/.test(previous)) {
			return maskScript(word);
		}

		const assignment = /^(-{0,2}[a-z][\w-]*)=(.*)$/is.exec(word);
		if (assignment !== null && secretName.test(assignment[1]!)) {
			return `${assignment[1]!}=${mask}`;
		}

		return previous !== undefined && /^--?[a-z][\w-]*$/i.test(previous) && secretName.test(previous) && !word.startsWith('-') ? mask : maskScript(word);
	});
}
