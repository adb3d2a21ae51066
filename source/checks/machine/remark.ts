import {doctorRemarks, type RemarkCode} from '../../text/doctor-remarks.ts';
import type {Language} from '../../text/language.ts';

/** A remark in a list of commands, still without words: alone on its line, or behind a command. */
export function remark(code: RemarkCode): `#:${RemarkCode}` {
	return `#:${code}`;
}

/** A command with its remark in the person's language. */
export function commandToText(command: string, language: Language): string {
	const words = doctorRemarks(language);
	return command.replace(/#:([\w-]+)$/, (_, code: string) => `# ${Object.hasOwn(words, code) ? words[code as RemarkCode] : code}`);
}
