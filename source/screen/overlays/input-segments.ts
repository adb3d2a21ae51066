import {toDrawable, type Segment} from '../draw/line.ts';
import {characters, type TextInput} from '../text-input.ts';

/** The text with its cursor; a text that is longer than the room shows the part around the cursor. */
export function inputSegments({text, cursor}: TextInput, columns: number, isActive: boolean): readonly Segment[] {
	const parts = characters(toDrawable(text));
	const room = Math.max(1, columns - 1);
	const start = Math.max(0, cursor - room + 1);
	const shown = parts.slice(start, start + room);
	if (!isActive) {
		return [['text', shown.join('')]];
	}

	const place = cursor - start;
	return [['text', shown.slice(0, place).join('')], ['tab', shown[place] ?? ' '], ['text', shown.slice(place + 1).join('')]];
}
