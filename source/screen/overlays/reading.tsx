import type {ScreenModel} from '../panels/model.ts';
import {Frame, Lines} from './frame.tsx';
import type {OverlayBox} from './overlay-place.ts';
import {planReading, readingTitle, type ReadingOverlay} from './plan-reading.ts';

/** A text to be read: the help, or what one of the panes says. */
export function Reading({overlay, model, box}: {readonly overlay: ReadingOverlay; readonly model: ScreenModel; readonly box: OverlayBox}) {
	const {lines, top, page} = planReading(overlay, model, box);
	return (
		<Frame title={readingTitle(overlay, model)} scroll={{first: top, shown: page, all: lines.length}} box={box} look={model.look}>
			<Lines lines={lines.slice(top, top + page)}/>
		</Frame>
	);
}
