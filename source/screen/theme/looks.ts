import {createLook, type ChartStyle, type Look} from './look.ts';
import type {
	Background,
	ColorDepth,
	Theme,
	ThemeName,
} from './theme.ts';

/** One look for each theme and background, made when it is first wanted: panels compare looks by identity. */
export function createLooks({colorDepth: depth, isAscii, isTrueColor = false, chartStyle, ownTheme}: {readonly colorDepth: ColorDepth; readonly isAscii: boolean; readonly isTrueColor?: boolean; readonly chartStyle: ChartStyle; readonly ownTheme?: Theme | undefined}): (theme: ThemeName, background: Background, isWide: boolean) => Look {
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
