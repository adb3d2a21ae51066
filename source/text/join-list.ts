import type {Language} from './language.ts';

/** Names one after the other: `a, b` or `a、b`. */
export function joinList(names: readonly string[], language: Language): string {
	return names.join(language === 'zh' ? '、' : ', ');
}
