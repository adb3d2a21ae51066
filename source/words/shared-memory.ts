import {type Language, wordsIn} from './words.ts';

/** Why /dev/shm should have a size: the same words in the doctor and in the advice. */
export function shmNeedText(need: string, language: Language): string {
	return wordsIn(language).sharedMemory.need(need);
}
