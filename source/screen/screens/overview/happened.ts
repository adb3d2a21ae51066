import {batchBytes, loaderSettings, minimumSharedMemory} from '../../../checks/shared-memory.ts';
import type {Diagnosis} from '../../../checks/diagnosis.ts';
import type {RuleId} from '../../../words/diagnoses/rule-meanings.ts';
import {bytesToShortText, bytesOfBytes} from '../../../format/bytes.ts';
import {clockSeconds} from '../../../format/clock-time.ts';
import {displayWidth, padEnd, splitAtWidth} from '../../../format/display-width.ts';
import {keyNameOf} from '../../../keys/key-names.ts';
import type {KeyCommand} from '../../../keys/keymap.ts';
import {selectContinuation} from '../../../run/select-continuation.ts';
import {gpuToKey, type ResourceSeriesName} from '../../../run/resources.ts';
import {selectPeak} from '../../../run/select-machine.ts';
import {selectStatus} from '../../../run/select-status.ts';
import {wordsIn} from '../../../words/words.ts';
import {drawBar} from '../../draw/bar.ts';
import {drawLine, toDrawable, type Segment} from '../../draw/line.ts';
import {diagnosesOf} from '../../panels/diagnoses-of.ts';
import type {ScreenModel, Size} from '../../panels/model.ts';
import {canRelaunch, remedyKeyOf} from '../../panels/remedy-key.ts';

/** What a run died of, where a rule knows it: then the overview is about that. Undefined while the run goes on, and where nothing tells. */
export function causeOfEnd(model: ScreenModel): Diagnosis | undefined {
	const {status} = selectStatus(model.state, model.now);
	const isBad = ['failed', 'stopped', 'lost', 'idle'].includes(status);
	return isBad ? diagnosesOf(model).find(({severity}) => severity === 'error') : undefined;
}

/** What happened, the numbers that prove it, and the keys that mend it. Sentences are whole: what has no room is left out from the end. */
export function drawHappened(model: ScreenModel, {columns, rows}: Size): readonly string[] {
	const diagnosis = causeOfEnd(model);
	if (diagnosis === undefined) {
		return [];
	}

	const {look, ui} = model;
	const {overview: words} = wordsIn(ui.language);
	const paragraph = (text: string, token: Segment[0]): readonly string[] => splitAtWidth(toDrawable(text), columns).map(part => drawLine([[token, part]], columns, look));
	const what = splitAtWidth(toDrawable(diagnosis.what), columns).map(part => look.paint('bad', padEnd(part, columns)));
	const proofs = proofLines(diagnosis, model, columns);
	const keys = keyLines(diagnosis, model, columns);
	const action = keys.some(({command}) => command === 'relaunch') ? [] : paragraph(diagnosis.action.replaceAll('\n', ' '), 'text');
	const blank = drawLine([], columns, look);
	const note = keys.some(({command}) => command === 'relaunch') ? paragraph(words.seenFirst, 'dim') : [];
	// The more important comes first; what has no room goes from the end of this list.
	const wanted: ReadonlyArray<readonly [order: number, lines: readonly string[]]> = [
		[0, what], [6, keys.slice(0, 1).map(({line}) => line)], [4, proofs], [3, paragraph(diagnosis.why, 'text')], [8, action], [7, keys.slice(1).map(({line}) => line)], [9, note], [5, [blank]], [2, [blank]],
	];
	let room = rows;
	const kept = wanted.filter(([, lines]) => {
		const isFitting = lines.length <= room;
		room -= isFitting ? lines.length : 0;
		return isFitting;
	});
	return kept.toSorted(([one], [other]) => one - other).flatMap(([, lines]) => lines);
}

/** Which key of the machine proves it: where it is used, how large it is. */
const proofOf: Readonly<Partial<Record<RuleId, 'shm' | 'gpu' | 'ram'>>> = {
	'shm-bus-error': 'shm', 'shm-low': 'shm', 'cuda-out-of-memory': 'gpu', 'host-out-of-memory': 'ram', 'memory-high': 'ram', 'worker-killed': 'ram',
};

/** From this part on a figure proves that something was full. */
const nearlyFull = 0.85;

type Proof = {readonly label: string; readonly share: number | undefined; readonly token: Segment[0]; readonly text: string; readonly short?: string};

/** Bars of what was used and what is needed; else the lines that the rule rests on, as they were printed. */
function proofLines(diagnosis: Diagnosis, model: ScreenModel, columns: number): readonly string[] {
	const {look} = model;
	const proofs = proofsOf(diagnosis, model);
	if (proofs.length === 0) {
		return diagnosis.evidence.slice(0, 2).map(text => drawLine([['dim', `${look.glyphs.vertical} `], ['text', text]], columns, look));
	}

	const labelWidth = Math.max(...proofs.map(({label}) => displayWidth(label))) + 1;
	const room = columns - labelWidth - 2;
	const textOf = ({text, short = text}: Proof) => displayWidth(text) <= room ? text : short;
	const textWidth = Math.max(...proofs.map(proof => displayWidth(textOf(proof)))) + 2;
	const bar = Math.max(0, Math.min(60, columns - labelWidth - textWidth));
	return proofs.map(proof => ({...proof, text: textOf(proof)})).map(({label, share, token, text}) => drawLine([['label', padEnd(label, labelWidth)], ...drawBar(share, bar, look.glyphs, {token}), ['text', '  '], [token === 'bad' ? 'bad' : 'text', text]], columns, look));
}

function proofsOf({rule}: Diagnosis, model: ScreenModel): readonly Proof[] {
	const {resources, state, ui, utcOffsetMinutes} = model;
	const words = wordsIn(ui.language).overview;
	const {gpus, sharedMemory, container, host} = resources;
	const [gpu] = gpus;
	const at = state.container?.finishedAt ?? state.lastEventAt;
	const used = (label: string, name: ResourceSeriesName, current: number | undefined, total: number | undefined): readonly Proof[] => {
		const peak = selectPeak(resources, name) ?? current;
		return peak === undefined || total === undefined || total <= 0
			? []
			: [{
				label, share: peak / total, token: peak >= nearlyFull * total ? 'bad' : 'machine2', text: words.usedAt(bytesOfBytes(peak, total), clockSeconds(at, utcOffsetMinutes)),
			}];
	};

	switch (proofOf[rule]) {
		case 'shm': {
			const total = sharedMemory?.sizeBytes ?? state.container?.shmSizeBytes;
			const loader = loaderSettings(state);
			const need = loader === undefined ? undefined : minimumSharedMemory(loader);
			return [
				...used('/dev/shm', 'shared-memory', sharedMemory?.usedBytes, total),
				...(need === undefined || loader === undefined || need <= 0 || loader.cacheBytes !== undefined
					? []
					: [{
						label: words.needed, share: Math.min(1, need / (total ?? need)), token: 'warning' as const, short: bytesToShortText(need), text: words.byWorkers(bytesToShortText(need), String(loader.workers), String(loader.prefetch ?? 2), bytesToShortText(batchBytes(loader))),
					}]),
			];
		}

		case 'gpu': {
			return gpu === undefined ? [] : used('GPU', `gpu-memory:${gpuToKey(gpu)}`, gpu.memoryUsedBytes, gpu.memoryTotalBytes);
		}

		case 'ram': {
			return used('RAM', 'container-memory', container?.memoryUsedBytes, container?.memoryLimitBytes ?? host?.memoryTotalBytes);
		}

		default: {
			return [];
		}
	}
}

type KeyLine = {readonly command: KeyCommand; readonly line: string};

/** The keys that help, the one that mends it first. */
function keyLines(diagnosis: Diagnosis, model: ScreenModel, columns: number): readonly KeyLine[] {
	const {state, now, ui, look, disabled} = model;
	const words = wordsIn(ui.language).overview;
	const remedy = remedyKeyOf(diagnosis, {language: ui.language, canAct: canRelaunch(model), continuation: selectContinuation(state, now)});
	const isPossible = (command: KeyCommand) => disabled[command] === undefined;
	const rows: ReadonlyArray<readonly [command: KeyCommand, text: string, why: string]> = [
		...(remedy === undefined ? [] : [[remedy.command, remedy.text, remedy.command === 'relaunch' ? words.unchanged : '']] as const),
		['show-advice', words.sizeAdvice, words.sizeAdviceWhy],
		...(isPossible('shell') && model.containerFacts !== undefined && state.container?.status === 'running' ? [['shell', words.openShell, words.openShellWhy]] as const : []),
		['show-doctor', words.runDoctor, words.runDoctorWhy],
	];
	const textWidth = Math.max(...rows.map(([, text]) => displayWidth(text)));
	return rows.map(([command, text, why], index) => {
		const key = keyNameOf(command);
		const hasWhy = 5 + textWidth + 4 + displayWidth(why) <= columns;
		return {command, line: drawLine([[index === 0 && command === remedy?.command ? 'tab' : 'accent', ` ${key} `], ['text', '  '], [index === 0 ? 'strong' : 'text', padEnd(text, textWidth)], ['dim', hasWhy ? `    ${why}` : '']], columns, look)};
	});
}

/** In the title: the name of the rule, and where the evidence is. */
export function happenedDetail(model: ScreenModel): readonly Segment[] {
	const words = wordsIn(model.ui.language).overview;
	const dot: Segment = ['faint', ` ${model.look.glyphs.dot} `];
	return [['dim', causeOfEnd(model)?.rule ?? ''], dot, ['accent', keyNameOf('show-diagnoses')], ['dim', ` ${words.evidence}`], dot, ['accent', keyNameOf('show-explanations')], ['dim', ` ${words.explain}`]];
}
