import {quoteWord} from '../../domain/shell-quote.ts';
import type {DoctorFacts} from './facts.ts';
import type {Finding} from './finding.ts';
import {cannotAsk} from './cannot-ask.ts';
import {remark} from './remark.ts';
import {gpuRequest} from './gpu-request.ts';
import {gpuNames} from './gpu-driver.ts';

const check = 'container-gpu';

/** Whether nvidia-smi works inside the container. Undefined without a container and for one that was not given a GPU. */
export function checkContainerGpu({container, host}: DoctorFacts): Finding | undefined {
	if (container === undefined) {
		return undefined;
	}

	const {gpu, details} = container;
	if (gpu === undefined) {
		return cannotAsk(check, details);
	}

	if (gpu.kind === 'found') {
		return {
			check, level: 'ok', code: 'container-gpu-ok', values: {names: gpuNames(gpu)}, commands: [],
		};
	}

	const {code: failure, detail = ''} = gpu.failure;
	if (failure === 'tool-missing') {
		// Without a GPU there is nothing that should have brought it in.
		return gpuRequest(details) === undefined
			? undefined
			: {
				check, level: 'warning', code: 'container-gpu-no-tool', values: {}, commands: [],
			};
	}

	const isLostHere = host.gpu?.kind === 'found' && ['device-access-lost', 'no-devices', 'driver-library-mismatch', 'other'].includes(failure);
	return {
		check,
		level: 'problem',
		code: 'container-gpu-failed',
		values: {failure, detail},
		commands: isLostHere ? [remark('ends-training'), `docker restart ${quoteWord(details.name)}`] : [],
	};
}
