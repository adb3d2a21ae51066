import type {Resources} from '../../../run/resources.ts';
import type {Look} from '../../theme/look.ts';
import type {Language} from '../../../words/words.ts';

/** What the resources screen draws from. */
export type ResourcesDrawing = {
	readonly resources: Resources;
	/** Whether the target is a container, whose figures are then waited for. */
	readonly isContainer: boolean;
	/** What the container was started with; undefined where that is not known. */
	readonly command?: string | undefined;
	readonly language: Language;
	readonly look: Look;
	/** Milliseconds since 1970. */
	readonly now: number;
	readonly utcOffsetMinutes: number;
};
