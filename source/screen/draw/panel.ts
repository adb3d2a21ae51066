import {displayWidth, truncate} from '../../format/display-width.ts';
import type {Look} from '../theme/look.ts';
import {drawLine, segmentsWidth, type Segment} from './line.ts';

/** How a panel is set apart: a frame around it, a line with its title above it, or nothing. */
export type Frame = 'box' | 'rule' | 'none';

export type PanelOptions = {
	readonly width: number;
	readonly height: number;
	readonly frame: Frame;
	readonly title: string;
	/** Said of the title, dimly behind it; cut before the title is. */
	readonly subtitle?: string | undefined;
	/** Further words in the top line, at its right end. */
	readonly detail?: readonly Segment[] | undefined;
	readonly isFocused?: boolean;
	/** Which share of the content is shown, when it can be scrolled: first shown line, shown lines and all lines. */
	readonly scroll?: {readonly first: number; readonly shown: number; readonly all: number} | undefined;
	readonly look: Look;
};

/** Columns and rows that are left for the content of a panel. */
export function contentSize({width, height, frame}: Pick<PanelOptions, 'width' | 'height' | 'frame'>): {readonly columns: number; readonly rows: number} {
	switch (frame) {
		case 'box': {
			return {columns: Math.max(0, width - 4), rows: Math.max(0, height - 2)};
		}

		case 'rule': {
			return {columns: Math.max(0, width), rows: Math.max(0, height - 1)};
		}

		case 'none': {
			return {columns: Math.max(0, width), rows: Math.max(0, height)};
		}
	}
}

/** Content lines (each as wide as `contentSize` says) with the frame of the panel: exactly `height` lines of `width` columns. */
export function drawPanel(content: readonly string[], options: PanelOptions): readonly string[] {
	const {width, height, frame, look, isFocused} = options;
	const {columns, rows} = contentSize(options);
	const lines = Array.from({length: rows}, (_, row) => content[row] ?? ' '.repeat(columns));
	if (frame === 'none' || height < 1) {
		return lines;
	}

	const {glyphs} = look;
	if (frame === 'rule') {
		return [drawTop(options, '', '', width), ...lines];
	}

	const side = look.paint(isFocused ? 'accent' : 'border', glyphs.vertical);
	const thumb = findThumb(options.scroll, rows);
	return [
		drawTop(options, glyphs.topLeft, glyphs.topRight, width),
		...lines.map((line, row) => {
			const right = thumb !== undefined && row >= thumb.first && row <= thumb.last ? look.paint('accent', glyphs.scrollThumb) : side;
			return `${side} ${line} ${right}`;
		}),
		look.paint(isFocused ? 'accent' : 'border', glyphs.bottomLeft + glyphs.horizontal.repeat(Math.max(0, width - 2)) + glyphs.bottomRight),
	];
}

function drawTop({title, subtitle = '', detail = [], isFocused, look}: PanelOptions, left: string, right: string, width: number): string {
	const {glyphs} = look;
	const border = isFocused ? 'accent' : 'border';
	const lead = left === '' ? '' : left + glyphs.horizontal;
	const trail = right === '' ? '' : glyphs.horizontal + right;
	// The frame and the title of a focused panel have a colour; without colours a mark says it.
	const mark = isFocused && look.depth === 'none' ? '> ' : '';
	const name = truncate(mark + title, Math.max(0, width - displayWidth(lead) - displayWidth(trail) - 3), glyphs.ellipsis);
	const detailWidth = segmentsWidth(detail);
	const titled: Segment[] = [[border, lead], [isFocused ? 'accent' : 'title', `${lead === '' ? '' : ' '}${name} `]];
	const hasSubtitle = subtitle !== '' && segmentsWidth(titled) + displayWidth(subtitle) + displayWidth(trail) + 3 + (detailWidth === 0 ? 0 : detailWidth + 3) <= width;
	const start: Segment[] = hasSubtitle ? [...titled, ['dim', `${subtitle} `]] : titled;
	const end: Segment[] = detailWidth > 0 && segmentsWidth(start) + detailWidth + displayWidth(trail) + 4 <= width
		? [['text', ' '], ...detail, ['text', ' '], [border, trail]]
		: [[border, trail]];
	const fill = Math.max(0, width - segmentsWidth(start) - segmentsWidth(end));
	return drawLine([...start, [border, glyphs.horizontal.repeat(fill)], ...end], width, look);
}

/** First and last row of the scroll bar's thumb; undefined when everything is shown. */
export function findThumb(scroll: PanelOptions['scroll'], rows: number): {readonly first: number; readonly last: number} | undefined {
	if (scroll === undefined || scroll.all <= scroll.shown || rows < 1) {
		return undefined;
	}

	const size = Math.max(1, Math.round((rows * scroll.shown) / scroll.all));
	const range = scroll.all - scroll.shown;
	const first = Math.min(rows - size, Math.round((rows - size) * Math.min(1, scroll.first / range)));
	return {first, last: first + size - 1};
}
