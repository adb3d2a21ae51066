import {splitCsvFields, splitKeyValue} from './csv-fields.ts';
import type {GpuRequest} from './launch-plan.ts';

/**
Reads the value of --gpus: `all`, `2`, `device=0,1`, `"device=0,1",capabilities=utility`.

@returns undefined when it is none of these. Source: docker/cli opts/gpus.go.
*/
export function parseGpuSpec(text: string): GpuRequest | undefined {
	// The shell eats the quotes of --gpus "device=0,1", so a list of devices has to be read without them, too.
	const bareList = /^device=([\w\-.:]+(?:,[\w\-.:]+)*)$/.exec(text);
	if (bareList !== null) {
		return {deviceIds: bareList[1]!.split(','), capabilities: [], driver: ''};
	}

	const fields = splitCsvFields(text);
	if (fields === undefined) {
		return undefined;
	}

	let request: Fields | undefined = {};
	for (const [index, field] of fields.entries()) {
		request &&= withField(request, field, index === 0);
	}

	if (request === undefined || (request.count !== undefined && request.deviceIds !== undefined)) {
		return undefined;
	}

	const {deviceIds, count = 1, capabilities = [], driver = ''} = request;
	return deviceIds === undefined ? {count, capabilities, driver} : {deviceIds, capabilities, driver};
}

type Fields = Partial<GpuRequest>;

function withField(request: Fields, field: string, isFirst: boolean): Fields | undefined {
	const [key, value] = splitKeyValue(field);
	const counted = value === undefined && isFirst ? key : (key === 'count' ? value : undefined);
	if (counted !== undefined) {
		if (counted === 'all' || counted === '-1') {
			return {...request, count: 'all'};
		}

		return /^\d{1,4}$/.test(counted) ? {...request, count: Number(counted)} : undefined;
	}

	if (value === undefined || value === '') {
		return undefined;
	}

	switch (key) {
		case 'device': {
			return {...request, deviceIds: value.split(',')};
		}

		case 'capabilities': {
			return {...request, capabilities: value.split(',').filter(name => name !== 'gpu')};
		}

		case 'driver': {
			return {...request, driver: value};
		}

		default: {
			return undefined;
		}
	}
}

/** The value of --gpus that asks for the same. */
export function gpuRequestToFlag(request: GpuRequest): string {
	const fields = [
		...(request.deviceIds === undefined ? [] : [request.deviceIds.length > 1 ? `"device=${request.deviceIds.join(',')}"` : `device=${request.deviceIds.join(',')}`]),
		...(request.count === undefined ? [] : [`${request.count}`]),
		...(request.driver === '' ? [] : [`driver=${request.driver}`]),
		...(request.capabilities.length === 0 ? [] : [`"capabilities=${request.capabilities.join(',')}"`]),
	];
	return fields.join(',');
}
