/** What is in place of a value that must not be seen. */
export const mask = '***';

/** A part of a name that means a secret wherever it is: `MYSECRETVALUE`; a `tokenizer` is none. */
const strongName = /secret|token(?!i[sz])|passw|passphrase|credential|cookie/i;
/** The end of a word of a name that means one: `API_KEY`, `sshkey`, `accessKey`, `x-auth`; `keypoints` and `author` are none. */
const weakWord = /(?:keys?|auth|authorization|authentication|pass|pwd|dsn)$/i;
/** Where a name has its next word. */
const wordStart = /[^\dA-Za-z]+|(?<=[\da-z])(?=[A-Z])/;
/** `sig` in a signed address of Azure, `X-Amz-Signature` of S3. */
const signature = /(?:^|[-_])sig(?:nature)?$/i;

/** Whether the value of an option, a label, a setting or a header of this name must not be seen. */
export const isSecretName = (name: string): boolean => strongName.test(name) || name.split(wordStart).some(word => weakWord.test(word));

/**
Tokens that are known by their first characters, wherever they are. Source: the formats that GitHub, GitLab, Hugging Face, OpenAI, Slack, Amazon and Google publish for
secret scanning, and JSON Web Tokens (RFC 7519).
*/
const knownToken = /\b(?:gh[oprsu]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|hf_[\dA-Za-z]{20,}|sk-[\w-]{20,}|xox[abprs]-[\w-]{10,}|A[KS]IA[\dA-Z]{16}|AIza[\w-]{30,}|eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]+)/g;

/**
A text without known tokens, whose addresses keep no password and no secret parameter: `https://***@host/a.pt?token=***`. The person of an `ssh://` address is
no secret. Takes time in proportion to the length.
*/
export function maskSecrets(text: string): string {
	const shown = text.replaceAll(knownToken, () => mask);
	if (!shown.includes('=') && !shown.includes('@')) {
		return shown;
	}

	return shown
		.replaceAll(/(?<ssh>ssh)?:\/\/(?<user>[^\s"#'/?\\]+)@/gi, (all, ssh: string | undefined, user: string) => ssh !== undefined && !user.includes(':') ? all : `${ssh ?? ''}://${mask}@`)
		.replaceAll(/([&?])([\w%\-.]+)=[^\s"#&'\\]+/g, (all, mark: string, name: string) => isSecretName(name) || signature.test(name) ? `${mark}${name}=${mask}` : all);
}

/** A label, option or setting: its value is hidden when the name speaks of a secret. */
export function maskNamedValue(name: string, value: string): string {
	return isSecretName(name) ? mask : maskSecrets(value);
}

/** The settings of a run, as they may be shown. */
export function maskSettings(settings: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
	return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, maskNamedValue(name, value)]));
}
