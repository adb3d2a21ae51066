import stringWidth, {type Options} from 'string-width';
import {plainWidth} from './plain-width.ts';

/** The build gives this to every package that imports string-width: the same answers, most of them without a segmenter. */
export default function fastStringWidth(text: string, options?: Options): number {
	// Other ways of counting; the few that ask for them ask about short pieces.
	const isOther = options?.ambiguousIsNarrow === false || (options?.countAnsiEscapeCodes === true && text.includes('\u{1B}'));
	return (isOther ? undefined : plainWidth(text)) ?? stringWidth(text, options);
}
