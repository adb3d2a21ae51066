import {counted} from '../counted.ts';
import {metricsInShort} from './metrics.ts';

/** The words of the screen of classes. Column names that the frameworks print stay as they are. */
export const classes = {
	scope: {final: 'best.pt after the last epoch', tool: 'a val program'},
	ofEpoch: (epoch: string) => `epoch ${epoch}`,
	change: {previous: 'vs before', best: 'vs best'},
	comparedWith: {previous: (what: string) => `compared with the table before (${what})`, best: (what: string) => `compared with the best table before (${what})`},
	sortedBy: (column: string) => `sorted by ${column}`,
	worstFirst: 'worst first',
	printed: 'as printed',
	reversed: 'reversed',
	filter: (text: string) => `filter: ${text}`,
	filterLabel: 'Classes with: ',
	nothingMatches: (text: string) => `No class has “${text}” in its name. Escape takes the filter away.`,
	legendNever: 'never found',
	legendBelow: 'found with little confidence',
	legendFew: 'few examples',
	mask: 'Mask',
	pose: 'Pose',
	box: 'Box',
	...metricsInShort,
	support: (instances: string, images: string) => `${counted(instances, 'instance')} in ${counted(images, 'image')}`,
	before: 'before',
	best: 'best before',
	judgement: 'What it says',
	comparison: 'Change of mAP50-95',
	position: (place: string, shown: string, all: string) => shown === all ? `${place} of ${all}` : `${place} of ${shown}, ${all} in all`,
	fewExamples: (instances: string) => `Only ${counted(instances, 'instance')}: these figures are mostly chance.`,
};
