import process from 'node:process';

const dayMs = 86_400_000;

/**
Of cases that together take too long for every run, those whose turn is today: one in `share`, another one each day. All of them with
YOLOTOP_EVERY_CASE=1.
*/
export function todaysShare<T>(cases: readonly T[], share: number): T[] {
	const part = Math.floor(Date.now() / dayMs) % share;
	return cases.filter((_, index) => process.env.YOLOTOP_EVERY_CASE === '1' || index % share === part);
}
