import type {KeyCases} from './key-case.ts';

/** The first picture of a run directory, which is there: its size stands beside its place. */
const onPictures = {on: 'directory', before: ['7'], ready: /val_batch0 predictions [\s\S]*32x24 · 1 of 2/} as const;
const nextOne = /train_batch0\.jpg [\s\S]*2 of 2/;
const firstOne = /val_batch0 predictions [\s\S]*1 of 2/;
const enlarged = {...onPictures, before: ['7', /32x24/, '+'], ready: /2x · /} as const;

/** The pictures of the run. */
export const picturesCases = {
	'show-picture': {pictures: {...onPictures, shows: ({text}) => text.includes('32x24 · 1 of 2') && !text.includes('─ Pictures ─'), undo: ['backspace']}},
	'next-picture': {pictures: {...onPictures, shows: nextOne, undo: ['N']}},
	'previous-picture': {
		pictures: {
			...onPictures, before: ['7', /1 of 2/, 'n'], ready: nextOne, shows: firstOne,
		},
	},
	'picture-right': {pictures: {...onPictures, shows: nextOne, undo: ['N']}},
	'picture-left': {
		pictures: {
			...onPictures, before: ['7', /1 of 2/, 'n'], ready: nextOne, shows: firstOne,
		},
	},
	'enlarge-picture': {pictures: {...onPictures, shows: /2x · /, undo: ['0']}},
	'shrink-picture': {pictures: {...enlarged, shows: ({text}) => text.includes('32x24') && !text.includes('2x · ')}},
	'whole-picture': {pictures: {...enlarged, shows: ({text}) => text.includes('32x24') && !text.includes('2x · ')}},
	'switch-side': {pictures: {...onPictures, shows: /val_batch0 labels /, undo: ['v', 'v']}},
	'leave-picture': {pictures: {...enlarged, shows: ({text}) => text.includes('32x24') && !text.includes('2x · ')}},
} satisfies Partial<KeyCases>;
