/** Emoji that trainings print and that are wide without more; those of skin and flags are left out. Source: Unicode 16 EastAsianWidth.txt. */
const wideEmoji: ReadonlyArray<readonly [first: number, last: number]> = [
	[0x23_F3, 0x23_F3],
	[0x26_A1, 0x26_A1],
	[0x27_05, 0x27_05],
	[0x27_28, 0x27_28],
	[0x27_4C, 0x27_4C],
	[0x27_53, 0x27_55],
	[0x27_57, 0x27_57],
	[0x2B_50, 0x2B_50],
	[0x1_F3_37, 0x1_F3_7C],
	[0x1_F3_E0, 0x1_F3_F0],
	[0x1_F4_00, 0x1_F4_3E],
	[0x1_F4_42, 0x1_F4_FC],
	[0x1_F4_FF, 0x1_F5_3D],
	[0x1_F5_FB, 0x1_F6_4F],
	[0x1_F6_80, 0x1_F6_C5],
	[0x1_F9_0C, 0x1_F9_3A],
	[0x1_F9_47, 0x1_F9_FF],
];

/** Signs that are narrow, and wide with the selector of emoji behind them: information, gear, warning, check mark, cross, heart. */
const signs: ReadonlySet<number> = new Set([0x21_39, 0x26_99, 0x26_A0, 0x27_14, 0x27_16, 0x27_64]);
const emojiSelector = 0xFE_0F;

/** Code units and columns of an emoji; undefined where it is none of the common ones. */
export function measureEmoji(text: string, index: number): readonly [length: number, columns: number] | undefined {
	const code = text.codePointAt(index)!;
	if (signs.has(code)) {
		return text.codePointAt(index + 1) === emojiSelector ? [2, 2] : [1, 1];
	}

	return wideEmoji.some(([first, last]) => code >= first && code <= last) ? [code > 0xFF_FF ? 2 : 1, 2] : undefined;
}
