import type {HiddenOutput} from '../domain/observation.ts';
import {type Language, wordsIn} from './words.ts';

/** Says where the numbers come from. */
export function hiddenOutputToText(output: HiddenOutput, language: Language): string {
	const texts = wordsIn(language).observation;
	switch (output.kind) {
		case 'redirected': {
			return texts.redirected(output.path);
		}

		case 'log-driver': {
			return texts['log-driver'](output.driver);
		}

		case 'started-elsewhere':
		case 'run-chosen': {
			return texts[output.kind]();
		}
	}
}
