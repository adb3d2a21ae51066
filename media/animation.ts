/**
One SVG that shows pictures of the same size one after the other, again and again, by SMIL alone: it moves in an `img` element too.

@param secondsEach how long each picture stands.
*/
export function animateScreens(pictures: readonly string[], secondsEach: number): string {
	const [first = ''] = pictures;
	const opening = first.slice(0, first.indexOf('>') + 1);
	const total = (pictures.length * secondsEach).toFixed(2);
	const frames = pictures.map((picture, index) => {
		const body = picture.slice(picture.indexOf('>') + 1, picture.lastIndexOf('</svg>')).trim();
		const times = index === 0 ? [0, 1 / pictures.length] : [0, index / pictures.length, (index + 1) / pictures.length];
		const values = index === 0 ? ['inline', 'none'] : ['none', 'inline', 'none'];
		// The last picture stays until the circle closes.
		const count = index === pictures.length - 1 ? -1 : times.length;
		return `<g display="${index === 0 ? 'inline' : 'none'}"><animate attributeName="display" calcMode="discrete" dur="${total}s" repeatCount="indefinite" values="${values.slice(0, count).join(';')}" keyTimes="${times.slice(0, count).map(time => time.toFixed(4)).join(';')}"/>${body}</g>`;
	});
	return `${[opening, ...frames, '</svg>'].join('\n')}\n`;
}
