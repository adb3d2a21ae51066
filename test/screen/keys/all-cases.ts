import {chartsCases} from './charts-cases.ts';
import {classesCases} from './classes-cases.ts';
import type {KeyCases} from './key-case.ts';
import {logsCases} from './logs-cases.ts';
import {picturesCases} from './pictures-cases.ts';
import {runCases} from './run-cases.ts';
import {runsCases} from './runs-cases.ts';
import {sessionCases} from './session-cases.ts';
import {viewCases} from './view-cases.ts';

/** A case for every place of every key. A new row of the key table does not compile before it has one here. */
export const keyCases: KeyCases = {
	...sessionCases, ...viewCases, ...chartsCases, ...classesCases, ...logsCases, ...picturesCases, ...runsCases, ...runCases,
};
