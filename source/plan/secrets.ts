import {isSecretName, mask, maskAddresses} from '../domain/secrets.ts';

/** `NAME=***`: no value of the environment is ever shown, whatever its name. */
export function maskEnvironment(entry: string): string {
	const at = entry.indexOf('=');
	return at === -1 ? entry : `${entry.slice(0, at)}=${mask}`;
}

/** `Authorization: Bearer …` and other headers with a secret, in quotes or as words of a script. */
function maskHeaders(text: string): string {
	return text
		.replaceAll(/(["'])([a-z][\w-]*):\s*[^\s"'][^\n"']*\1/gi, (all, quote: string, name: string) => isSecretName(name) ? `${quote}${name}: ${mask}${quote}` : all)
		.replaceAll(/\b(bearer\s+)[^\s"&');|]+/gi, (_all, start: string) => `${start}${mask}`);
}

/** A word that may be a script, such as that of `bash -c`: what is in it is masked as the words of a command are. */
function maskScript(script: string): string {
	return maskHeaders(maskAddresses(script))
		.replaceAll(/(?<=^|[\s&(;|])(-{0,2}[a-z][\w-]*)=(?:"[^"]*"|'[^']*'|[^\s&);|]*)/gi, (all, name: string) => isSecretName(name) ? `${name}=${mask}` : all)
		.replaceAll(/(?<=^|[\s&(;|])(--?[a-z][\w-]*)(\s+)(?:"[^"]*"|'[^']*'|(?!--)[^\s"&');|][^\s&);|]*)/gi, (all, name: string, gap: string) => isSecretName(name) ? `${name}${gap}${mask}` : all);
}

/** A command without its secrets: `--api-key X`, `--api-key=X`, `token=X`, `-H 'Authorization: X'`, also in a script, and those of addresses. */
export function maskCommand(argv: readonly string[]): string[] {
	return argv.map((word, index) => {
		const previous = argv[index - 1];
		if (previous !== undefined && /^-[a-z]*c$/.test(previous)) {
			return maskScript(word);
		}

		const [, name, sign] = /^(-{0,2}[a-z][\w-]*)(=|:\s+)./is.exec(word) ?? [];
		if (name !== undefined && isSecretName(name)) {
			return `${name}${sign}${mask}`;
		}

		// A secret may begin with a dash; what begins with two is the next option.
		return previous !== undefined && /^--?[a-z][\w-]*$/i.test(previous) && isSecretName(previous) && !word.startsWith('--') ? mask : maskScript(word);
	});
}
