import {keyNameOf} from '../../keys/key-names.ts';
import type {Diagnosis} from '../../checks/diagnosis.ts';
import type {Remedy} from '../../domain/remedy.ts';
import {byteSizeToFlag} from '../../domain/byte-size.ts';
import type {Continuation} from '../../run/select-continuation.ts';
import {topOverlay} from '../ui-state.ts';
import {type Language, wordsIn} from '../../words/words.ts';
import {diagnosesOf} from './diagnoses-of.ts';
import type {ScreenModel} from './model.ts';

/** A remedy that the form of other settings can take. */
export type SettingsRemedy = Pick<Remedy & {readonly kind: 'relaunch'}, 'kind' | 'shmSizeBytes' | 'memoryBytes' | 'batchSize' | 'workers' | 'imageSize' | 'gpus'>;

/** Whether the run can be started again from here. */
export function canRelaunch({state, containerFacts, disabled}: Pick<ScreenModel, 'state' | 'containerFacts' | 'disabled'>): boolean {
	const isHere = ['process', 'directory', 'job'].includes(state.target?.kind ?? '');
	return (containerFacts !== undefined || isHere) && !Object.hasOwn(disabled, 'relaunch');
}

/**
What the diagnoses that are on the screen propose, all together, as settings to start again with: every one of the pane, or the worst of
the overview. The worse diagnosis overrules. A GPU needs a new container and may not be there, so it is proposed in the pane alone, where
nobody comes for another setting. Undefined where none proposes any.
*/
export function shownRemedy(model: ScreenModel): SettingsRemedy | undefined {
	const overlay = topOverlay(model.ui);
	const isPane = overlay?.kind === 'pane' && overlay.pane === 'diagnoses';
	if (!canRelaunch(model) || !(isPane || (overlay === undefined && model.ui.screen === 'overview'))) {
		return undefined;
	}

	const diagnoses = diagnosesOf(model);
	const remedies = (isPane ? diagnoses : diagnoses.slice(0, 1)).map(({remedy}) => toSettings(remedy, isPane)).filter(remedy => remedy !== undefined);
	return remedies.length === 0 ? undefined : Object.assign({}, ...remedies.toReversed()) as SettingsRemedy;
}

/** Only what the form can take; undefined when that is nothing. */
function toSettings(remedy: Remedy | undefined, isPane: boolean): SettingsRemedy | undefined {
	if (remedy?.kind !== 'relaunch') {
		return undefined;
	}

	const {shmSizeBytes, memoryBytes, batchSize, workers, imageSize, gpus} = remedy;
	const settings = Object.entries({
		shmSizeBytes, memoryBytes, batchSize, workers, imageSize, ...(isPane && {gpus}),
	}).filter(([, value]) => value !== undefined);
	return settings.length === 0 ? undefined : {kind: 'relaunch', ...Object.fromEntries(settings)};
}

/** The key that does what a diagnosis proposes; undefined where yolotop cannot do it, or nothing can be done to this run from here. */
export function remedyKeyOf({remedy}: Diagnosis, {language, canAct, continuation, isPane = false}: {readonly language: Language; readonly canAct: boolean; readonly continuation: Continuation; readonly isPane?: boolean}): {readonly command: 'relaunch' | 'stop'; readonly key: string; readonly text: string} | undefined {
	if (remedy?.kind === 'stop-before-limit') {
		return canAct ? {command: 'stop', key: keyNameOf('stop'), text: wordsIn(language).diagnosis.remedy.stopBeforeLimit} : undefined;
	}

	const settings = toSettings(remedy, isPane);
	return settings === undefined || !canAct
		? undefined
		: {command: 'relaunch', key: keyNameOf('relaunch'), text: wordsIn(language).diagnosis.remedy.relaunch[continuation](changesOf(settings))};
}

function changesOf({shmSizeBytes, memoryBytes, batchSize, workers, imageSize, gpus}: SettingsRemedy): string {
	return [
		gpus === undefined ? undefined : `--gpus ${gpus}`,
		shmSizeBytes === undefined ? undefined : `--shm-size=${byteSizeToFlag(shmSizeBytes)}`,
		memoryBytes === undefined ? undefined : `--memory=${byteSizeToFlag(memoryBytes)}`,
		batchSize === undefined ? undefined : `batch-size ${batchSize}`,
		workers === undefined ? undefined : `workers ${workers}`,
		imageSize === undefined ? undefined : `imgsz ${imageSize}`,
	].filter(text => text !== undefined).join(', ');
}
