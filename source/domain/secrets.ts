/** What is in place of a value that must not be seen. */
export const mask = '***';

const secretName = /key|token|secret|pass(?:word|wd)?|pwd|credential|auth|cookie|dsn/i;
/** `sig` in a signed address of Azure, `X-Amz-Signature` of S3. */
const signature = /(?:^|[-_])sig(?:nature)?$/i;

/** Whether the value of an option, a label, a setting or a header of this name must not be seen. */
export const isSecretName = (name: string): boolean => secretName.test(name);

/**
A text whose addresses keep no password and no secret parameter: `https://***@host/a.pt?token=***`. The person of an `ssh://` address is
no secret. Takes time in proportion to the length.
*/
export function maskAddresses(text: string): string {
	if (!text.includes('=') && !text.includes('@')) {
		return text;
	}

	return text
		.replaceAll(/(?<ssh>ssh)?:\/\/(?<user>[^\s"#'/?\\]+)@/gi, (all, ssh: string | undefined, user: string) => ssh !== undefined && !user.includes(':') ? all : `${ssh ?? ''}://${mask}@`)
		.replaceAll(/([&?])([\w%\-.]+)=[^\s"#&'\\]+/g, (all, mark: string, name: string) => isSecretName(name) || signature.test(name) ? `${mark}${name}=${mask}` : all);
}

/** A label, option or setting: its value is hidden when the name speaks of a secret. */
export function maskNamedValue(name: string, value: string): string {
	return isSecretName(name) ? mask : maskAddresses(value);
}

/** The settings of a run, as they may be shown. */
export function maskSettings(settings: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
	return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, maskNamedValue(name, value)]));
}
