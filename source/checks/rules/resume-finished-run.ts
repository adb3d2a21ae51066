import {traitsOf} from '../../domain/framework.ts';
import {checkpointDiagnoses} from '../../text/diagnoses/checkpoint.ts';
import {findError, toEvidence} from '../printed-errors.ts';
import type {Rule} from '../rule.ts';

/** Source: smart_resume of YOLOv5, resume_training of Ultralytics; v6.x has its words without the second sentence. */
const form = /^(\S+) training to (\d+) epochs is finished, nothing to resume/i;

export const resumeFinishedRun: Rule = {
	id: 'resume-finished-run',
	severity: 'error',
	supersedes: ['python-traceback', 'resume-ignores-arguments'],
	find({run}, language) {
		const found = findError(run, {exceptions: ['AssertionError'], message: form});
		if (found === undefined) {
			return undefined;
		}

		const texts = checkpointDiagnoses(language)['resume-finished-run'];
		const [checkpoint = '', epochs = ''] = found.groups;
		const command = traitsOf(run.framework?.name).program === 'yolo' ? `yolo train model=${checkpoint}` : `python train.py --weights ${checkpoint}`;
		return {
			what: texts.what(checkpoint, epochs), why: texts.why(), action: texts.action(command), evidence: [toEvidence(found.error.text)], remedy: {kind: 'command', command},
		};
	},
};
