import {defineTexts, type Language} from './language.ts';

const words = defineTexts({
	need: (need: string) => `The workers hold about ${need} of batches there; the rest is room for the validation.`,
}, {
	need: need => `各加载进程约有 ${need} 的批次放在其中；其余留给验证。`,
});

/** Why /dev/shm should have a size: the same words in the doctor and in the advice. */
export function shmNeedText(need: string, language: Language): string {
	return words(language).need(need);
}
