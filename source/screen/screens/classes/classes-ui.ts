import type {ClassKey} from './class-columns.ts';

/** What of the table by class is shown, and in which order. */
export type ClassesUi = {
	/** The place of the chosen class in the present order. */
	readonly chosen: number;
	readonly sort: ClassKey | 'worst' | 'printed';
	readonly isReversed: boolean;
	readonly filter: string;
	/** Which earlier table the change is counted from. */
	readonly compare: 'previous' | 'best';
	/** Whether the chosen class is shown in words. */
	readonly isOpen: boolean;
	/** Whether the confusion matrix is in place of the table. */
	readonly isMatrix: boolean;
};

export const initialClassesUi: ClassesUi = {
	chosen: 0, sort: 'worst', isReversed: false, filter: '', compare: 'previous', isOpen: false, isMatrix: false,
};
