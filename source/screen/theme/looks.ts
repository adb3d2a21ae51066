import {createLook, type ChartStyle, type Look} from './look.ts';
import type {
	Background,
	ColorDepth,
	Theme,
	ThemeName,
} from './theme.ts';

/** What a look depends on beside the theme and the background. */
export type LookOptions = {
	readonly colorDepth: ColorDepth;
	readonly isAscii: boolean;
	/** Whether the terminal shows 24-bit colours. */
	readonly isTrueColor?: boolean;
	readonly chartStyle: ChartStyle;
	/** What the name `own` means. */
	readonly ownTheme?: Theme | undefined;
};

/** One look for each theme and background, made when it is first wanted: panels compare looks by identity. */
export function createLooks({colorDepth: depth, isAscii, isTrueColor = false, chartStyle, ownTheme}: LookOptions): (theme: ThemeName, background: Background, isWide: boolean) => Look {
	const looks = new Map<string, Look>();
	return (theme, background, isWide) => {
		const key = `${theme} ${background} ${isWide}`;
		const look = looks.get(key) ?? createLook({
			theme, depth, isAscii, background, isWide, isTrueColor, chartStyle, ownTheme,
		});
		looks.set(key, look);
		return look;
	};
}
