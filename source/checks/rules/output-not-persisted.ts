import {innermostMount} from '../../domain/mount.ts';
import {containerNameIn} from '../../domain/target.ts';
import type {Rule} from '../rule.ts';
import {joinList} from '../../words/punctuation.ts';
import {wordsIn} from '../../words/words.ts';

export const outputNotPersisted: Rule = {
	id: 'output-not-persisted',
	level: 'warning',
	find({run, container}, language) {
		const directory = run.runDirectory?.startsWith('/') ? run.runDirectory : container?.runDirectory;
		if (directory === undefined || container?.mounts === undefined || run.container?.status === 'removed') {
			return undefined;
		}

		const mount = innermostMount(container.mounts, directory, ({target}) => target);
		if (mount !== undefined && mount.type !== 'tmpfs') {
			return undefined;
		}

		const texts = wordsIn(language).storageDiagnoses['output-not-persisted'];
		const name = run.target?.kind === 'container' ? containerNameIn(run.target.name) : 'CONTAINER';
		const command = `docker cp ${name}:${directory} .`;
		return {
			what: texts.what(directory),
			why: texts.why(container.isAutoRemoved === true),
			action: texts.action(command),
			evidence: [mount === undefined ? wordsIn(language).evidence.mounts(joinList(container.mounts.map(({target}) => target), language)) : `${mount.target}: tmpfs`, container.isAutoRemoved ? '--rm' : ''],
			remedy: {kind: 'command', command},
		};
	},
};
