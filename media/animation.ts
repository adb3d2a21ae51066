/** A picture, and how long it stands. */
export type TimedPicture = {readonly picture: string; readonly seconds: number};

/**
One SVG that shows pictures of the same size one after the other, again and again, by SMIL alone: it moves in an `img` element too.
*/
export function animateScreens(pictures: readonly TimedPicture[]): string {
	const first = pictures[0]?.picture ?? '';
	const opening = first.slice(0, first.indexOf('>') + 1);
	const total = pictures.reduce((sum, {seconds}) => sum + seconds, 0);
	let begin = 0;
	const frames = pictures.map(({picture, seconds}, index) => {
		const body = picture.slice(picture.indexOf('>') + 1, picture.lastIndexOf('</svg>')).trim();
		const end = begin + seconds;
		const times = index === 0 ? [0, end / total] : [0, begin / total, end / total];
		const values = index === 0 ? ['inline', 'none'] : ['none', 'inline', 'none'];
		begin = end;
		// The last picture stays until the circle closes.
		const count = index === pictures.length - 1 ? -1 : times.length;
		return `<g display="${index === 0 ? 'inline' : 'none'}"><animate attributeName="display" calcMode="discrete" dur="${total.toFixed(2)}s" repeatCount="indefinite" values="${values.slice(0, count).join(';')}" keyTimes="${times.slice(0, count).map(time => time.toFixed(4)).join(';')}"/>${body}</g>`;
	});
	return `${[opening, ...frames, '</svg>'].join('\n')}\n`;
}
