import {gpuDiagnoses} from '../../text/diagnoses/gpu.ts';
import {findEngineError} from '../engine-error.ts';
import type {Rule} from '../rule.ts';

/** Source: moby daemon/devices.go (device driver), daemon/runtime (runtime name), CDI's unresolvable device. */
const forms = /could not select device driver "(?:nvidia|cdi)?" with capabilities: \[(?:\[[^\]]*\bgpu\b[^\]]*\])?\]|unknown (?:or invalid )?runtime (?:specified|name:?) "?nvidia\b|unresolvable cdi devices [^:]*nvidia\.com\/gpu|exec: "?nvidia-container-runtime(?:-hook)?"?: executable file not found/i;

export const containerToolkitMissing: Rule = {
	id: 'container-toolkit-missing',
	level: 'error',
	supersedes: ['container-start-failed', 'gpu-not-used', 'command-not-found'],
	find(facts, language) {
		const line = findEngineError(facts, forms);
		if (line === undefined) {
			return undefined;
		}

		const texts = gpuDiagnoses(language)['container-toolkit-missing'];
		return {
			what: texts.what(), why: texts.why(), action: texts.action(), evidence: [line],
			remedy: {kind: 'command', command: 'sudo apt-get install -y nvidia-container-toolkit && sudo nvidia-ctk runtime configure --runtime=docker && sudo systemctl restart docker'},
		};
	},
};
