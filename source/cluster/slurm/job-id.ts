import {UserError} from '../../domain/user-error.ts';

/** What the id of a job may hold; a word that is none never becomes an argument. */
const jobId = /^\d+(?:_(?:\d+|\[[\d%,\-:]+\])|\+\d+)?$/;

/** Whether a text can be the id of a job of Slurm. */
export const isSlurmJobId = (text: string): boolean => jobId.test(text);

/**
Refuses what can be no id.

@throws UserError `job-id-invalid`.
*/
export function checkJobId(id: string): void {
	if (!isSlurmJobId(id)) {
		throw new UserError('job-id-invalid', {id});
	}
}
