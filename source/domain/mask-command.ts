import {isSecretName, mask, maskSecrets} from './secrets.ts';

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

/** The options of curl whose value has a password. */
const signInOption = /^(?:-u|-U|--user|--proxy-user)$/;

/** `curl -u me:password` and `wandb login KEY` in a script. */
function maskSignIns(script: string): string {
	return script
		.replaceAll(/(\bcurl\b[^\n&;|]{0,400}?\s(?:-[Uu]\s*|--(?:proxy-)?user(?:\s+|=)))(?:"[^"]*"|'[^']*'|[^\s&);|]+)/g, (_all, start: string) => `${start}${mask}`)
		.replaceAll(/(\bwandb\s+login\s+(?:--[\w-]+\s+){0,9})(?:"[^"]*"|'[^']*'|[^\s"&')\-;|][^\s&);|]*)/g, (_all, start: string) => `${start}${mask}`);
}

/** Whether a word of such a command is the secret itself. */
function isSignIn([program = '', verb]: readonly string[], previous: string | undefined, {word, index}: {readonly word: string; readonly index: number}): boolean {
	const name = program.slice(program.lastIndexOf('/') + 1);
	return (name === 'curl' && previous !== undefined && signInOption.test(previous)) || (name === 'wandb' && verb === 'login' && index > 1 && !word.startsWith('-'));
}

/** A word that may be a script, such as that of `bash -c`: what is in it is masked as the words of a command are. */
function maskScript(script: string): string {
	return maskSignIns(maskHeaders(maskSecrets(script)))
		.replaceAll(/(?<=^|[\s&(;|])(-{0,2}[a-z][\w-]*)=(?:"[^"]*"|'[^']*'|[^\s&);|]*)/gi, (all, name: string) => isSecretName(name) ? `${name}=${mask}` : all)
		.replaceAll(/(?<=^|[\s&(;|])(--?[a-z][\w-]*)(\s+)(?:"[^"]*"|'[^']*'|(?!--)[^\s"&');|][^\s&);|]*)/gi, (all, name: string, gap: string) => isSecretName(name) ? `${name}${gap}${mask}` : all);
}

/** A command without its secrets: `--api-key X`, `--api-key=X`, `token=X`, `-H 'Authorization: X'`, also in a script, and those of addresses. */
export function maskCommand(argv: readonly string[]): string[] {
	return argv.map((word, index) => {
		const previous = argv[index - 1];
		if (isSignIn(argv, previous, {word, index})) {
			return mask;
		}

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

/** A command as one line for a person to read, without its secrets. */
export const shownCommand = (argv: readonly string[]): string => maskCommand(argv).join(' ');

/** The same for a command that is known as one line only. */
export const shownLine = (line: string): string => maskScript(line);
