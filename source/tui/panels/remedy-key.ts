import {keymap} from '../../control/keymap.ts';
import type {Diagnosis, Remedy} from '../../domain/diagnosis.ts';
import {bytesToFlag} from '../../advisor/byte-text.ts';
import {diagnosisWords} from '../../text/diagnosis-words.ts';
import type {Language} from '../../text/language.ts';

/** The key that does what a diagnosis proposes; undefined where yolotop cannot do it, or nothing can be done to this run from here. */
export function remedyKeyOf({remedy}: Diagnosis, {language, canAct}: {readonly language: Language; readonly canAct: boolean}): {readonly key: string; readonly text: string} | undefined {
	const key = keymap.find(({command}) => (command as string) === 'relaunch')?.keys[0];
	return remedy?.kind !== 'relaunch' || key === undefined || !canAct
		? undefined
		: {key, text: diagnosisWords(language).remedy.relaunch(changesOf(remedy))};
}

function changesOf({shmSizeBytes, memoryBytes, gpus, batchSize, workers, imageSize}: Remedy & {readonly kind: 'relaunch'}): string {
	return [
		shmSizeBytes === undefined ? undefined : `--shm-size=${bytesToFlag(shmSizeBytes)}`,
		memoryBytes === undefined ? undefined : `--memory=${bytesToFlag(memoryBytes)}`,
		gpus === undefined ? undefined : `--gpus ${gpus}`,
		batchSize === undefined ? undefined : `batch-size ${batchSize}`,
		workers === undefined ? undefined : `workers ${workers}`,
		imageSize === undefined ? undefined : `imgsz ${imageSize}`,
	].filter(text => text !== undefined).join(', ');
}
