import type {PreflightFacts} from './facts.ts';
import {error, type PreflightFinding} from './finding.ts';

/** The image has to be there: pulling gigabytes is the person's decision. */
export function checkImage({plan, hasImage}: PreflightFacts): PreflightFinding[] {
	return hasImage === false ? error('image-missing', {image: plan.image}) : [];
}
