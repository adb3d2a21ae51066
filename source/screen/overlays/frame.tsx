import type {ReactNode} from 'react';
import {Box, Text} from 'ink';
import {displayWidth, truncate} from '../../format/display-width.ts';
import {drawLine, segmentsWidth, type Segment} from '../draw/line.ts';
import {findThumb, type PanelOptions} from '../draw/panel.ts';
import type {Look} from '../theme/look.ts';
import type {Token} from '../theme/token.ts';
import type {OverlayBox} from './overlay-place.ts';

export type FrameProps = {
	readonly title: string;
	/** Further words in the top line, at its right end. */
	readonly detail?: readonly Segment[] | undefined;
	/** Which part of the first rows is shown, when they can be scrolled. */
	readonly scroll?: PanelOptions['scroll'];
	/** The row in the frame from which on that is; the first by default. */
	readonly scrollRow?: number;
	/** What the frame means; the accent of what keys go to by default. */
	readonly tone?: Token;
	readonly box: OverlayBox;
	readonly look: Look;
	readonly children: ReactNode;
};

const nothing: readonly Segment[] = [];

/** The frame of an overlay, as high as what is in it. In a small terminal only the line with the title is drawn. */
export function Frame({title, detail = nothing, scroll, scrollRow = 0, tone = 'accent', box: {width, frame}, look, children}: FrameProps) {
	const {glyphs} = look;
	const isBox = frame === 'box';
	const paint = (text: string) => look.paint(tone, text);
	const inset = isBox ? 2 : 0;
	const name = ` ${truncate(title, Math.max(0, width - 8), glyphs.ellipsis)} `;
	const words = segmentsWidth(detail) + 2;
	const hasDetail = detail.length > 0 && displayWidth(name) + words + (2 * inset) + 2 <= width;
	const thumb = isBox ? findThumb(scroll, scroll?.shown ?? 0) : undefined;
	return (
		<Box flexDirection='column' width={width}>
			<Box
				flexDirection='column'
				paddingX={isBox ? 1 : 0}
				borderStyle={{
					topLeft: paint(glyphs.topLeft),
					top: paint(glyphs.horizontal),
					topRight: paint(glyphs.topRight),
					left: paint(glyphs.vertical),
					right: paint(glyphs.vertical),
					bottomLeft: paint(glyphs.bottomLeft),
					bottom: paint(glyphs.horizontal),
					bottomRight: paint(glyphs.bottomRight),
				}}
				borderLeft={isBox}
				borderRight={isBox}
				borderBottom={isBox}
			>
				{children}
			</Box>
			<Over column={inset} text={look.paint('title', name)}/>
			<Over column={width - inset - words} text={hasDetail ? drawLine([['text', ' '], ...detail, ['text', ' ']], words, look) : ''}/>
			<Over column={width - 1} row={1 + scrollRow + (thumb?.first ?? 0)} text={thumb === undefined ? '' : Array.from({length: thumb.last - thumb.first + 1}, () => paint(glyphs.scrollThumb)).join('\n')}/>
		</Box>
	);
}

/** A text over the frame; an empty one is none. */
function Over({column, row = 0, text}: {readonly column: number; readonly row?: number; readonly text: string}) {
	return text === '' ? undefined : <Box position='absolute' marginLeft={column} marginTop={row}><Text>{text}</Text></Box>;
}

/** Prepared lines, one below the other. */
export function Lines({lines}: {readonly lines: readonly string[]}) {
	return lines.length === 0 ? undefined : <Text>{lines.join('\n')}</Text>;
}

/** One line of words with meanings, exactly as wide as asked for. */
export function Line({segments, columns, look}: {readonly segments: readonly Segment[]; readonly columns: number; readonly look: Look}) {
	return <Text>{drawLine(segments, columns, look)}</Text>;
}
