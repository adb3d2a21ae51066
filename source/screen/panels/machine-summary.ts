import {bytesToBinaryText} from '../../format/bytes.ts';
import type {Resources} from '../../run/resources.ts';
import type {Segment} from '../draw/line.ts';
import type {Look} from '../theme/look.ts';
import type {Token} from '../theme/token.ts';
import {type Language, wordsIn} from '../../words/words.ts';

/** A GPU below it while it trains is not fed well. */
const idlePercent = 60;

/**
The figures of the machine that matter most, as groups for one line, the important ones first: the GPU, the container's memory,
/dev/shm, CPU. Empty before anything was measured.
*/
export function machineSummary({gpus, container, sharedMemory, host}: Resources, {language, isTraining}: {readonly language: Language; readonly look: Look; readonly isTraining: boolean}): ReadonlyArray<readonly Segment[]> {
	const {labels} = wordsIn(language).resource;
	const group = (label: string, text: string | undefined, token: Token = 'text'): readonly Segment[] => text === undefined ? [] : [['label', label === '' ? '' : `${label} `], [token, text]];
	return [
		...gpus.slice(0, 4).flatMap(gpu => {
			const busy = gpu.utilisationPercent;
			const name = gpus.length === 1 ? 'GPU' : `GPU${gpu.index ?? ''}`;
			return [
				group(name, busy === undefined ? undefined : `${Math.round(busy)} %`, isTraining && busy !== undefined && busy < idlePercent ? 'warning' : 'text'),
				group(gpus.length === 1 ? labels.gpuMemoryShort : '', pair(gpu.memoryUsedBytes, gpu.memoryTotalBytes), tokenOf(gpu.memoryUsedBytes, gpu.memoryTotalBytes, 0.97)),
				group('', gpu.temperatureCelsius === undefined ? undefined : `${Math.round(gpu.temperatureCelsius)} °C`, (gpu.temperatureCelsius ?? 0) >= 85 ? 'bad' : 'text'),
			];
		}),
		group(labels.memory, container === undefined ? undefined : pair(container.memoryUsedBytes, container.memoryLimitBytes ?? host?.memoryTotalBytes), tokenOf(container?.memoryUsedBytes, container?.memoryLimitBytes, 0.9)),
		group('shm', sharedMemory === undefined ? undefined : pair(sharedMemory.usedBytes, sharedMemory.sizeBytes), tokenOf(sharedMemory?.usedBytes, sharedMemory?.sizeBytes, 0.8)),
		group('CPU', container?.cpuPercent === undefined ? undefined : `${Math.round(container.cpuPercent)} %`),
	].filter(segments => segments.length > 0);
}

function pair(used: number | undefined, total: number | undefined): string | undefined {
	return used === undefined ? undefined : (total === undefined ? bytesToBinaryText(used) : `${bytesToBinaryText(used)}/${bytesToBinaryText(total)}`);
}

function tokenOf(used: number | undefined, total: number | undefined, limit: number): Token {
	return used !== undefined && total !== undefined && total > 0 && used / total >= limit ? 'bad' : 'text';
}
