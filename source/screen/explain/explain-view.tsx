import {Box, Text} from 'ink';
import {wordsIn} from '../../words/words.ts';
import {Frame, Lines} from '../overlays/frame.tsx';
import type {OverlayBox} from '../overlays/overlay-place.ts';
import type {ScreenModel} from '../panels/model.ts';
import {planExplain, type ExplainOverlay} from './plan-explain.ts';

/** What a number means, and the list of those that are explained. */
export function ExplainView({overlay, model, box}: {readonly overlay: ExplainOverlay; readonly model: ScreenModel; readonly box: OverlayBox}) {
	const {look, ui} = model;
	const {text, top, last, page, list} = planExplain(overlay, model, box);
	const shown = text.slice(top, top + page);
	const rows = Math.max(shown.length, list?.lines.length ?? 0);
	return (
		<Frame
			title={list === undefined ? wordsIn(ui.language).explanations[overlay.keys[overlay.chosen]!].name : wordsIn(ui.language).explain.title}
			detail={[['dim', `${overlay.chosen + 1}/${overlay.keys.length}`]]}
			scroll={last === 0 ? undefined : {first: top, shown: page, all: text.length}}
			box={box}
			look={look}
		>
			{list?.isBeside
				? (
					<Box>
						<Box width={list.columns}><Lines lines={list.lines}/></Box>
						<Text>{Array.from({length: rows}, () => look.paint('border', ` ${look.glyphs.vertical} `)).join('\n')}</Text>
						<Lines lines={shown}/>
					</Box>
				)
				: (
					<>
						<Lines lines={shown}/>
						{list !== undefined && <Box marginTop={1}><Lines lines={list.lines}/></Box>}
					</>
				)}
		</Frame>
	);
}
