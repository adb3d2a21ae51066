import {displayWidth} from '../../format/display-width.ts';
import {ExplainView} from '../explain/explain-view.tsx';
import {Palette} from '../palette/palette.tsx';
import type {ScreenModel} from '../panels/model.ts';
import type {OverlayScene} from '../screen-view.ts';
import {Dialog} from './dialog.tsx';
import {Form} from './form.tsx';
import {Frame, Line, Lines} from './frame.tsx';
import {inputSegments} from './input-segments.ts';
import type {OverlayBox} from './overlay-place.ts';
import {planReading, readingTitle, type ReadingOverlay} from './plan-reading.ts';

/** Whatever is over the screen. */
export function OverlayView({overlay, model, box}: OverlayScene) {
	switch (overlay.kind) {
		case 'help':
		case 'pane': {
			return <Reading overlay={overlay} model={model} box={box}/>;
		}

		case 'explain': {
			return <ExplainView overlay={overlay} model={model} box={box}/>;
		}

		case 'prompt': {
			const label = `${overlay.label.trimEnd()} `;
			return <Line segments={[['accent', label], ...inputSegments(overlay.input, box.columns - displayWidth(label), true)]} columns={box.columns} look={model.look}/>;
		}

		case 'dialog': {
			return <Dialog overlay={overlay} model={model} box={box}/>;
		}

		case 'form': {
			return <Form overlay={overlay} model={model} box={box}/>;
		}

		case 'palette': {
			return <Palette overlay={overlay} model={model} box={box}/>;
		}
	}
}

/** A text to be read: the help, or what one of the panes says. */
function Reading({overlay, model, box}: {readonly overlay: ReadingOverlay; readonly model: ScreenModel; readonly box: OverlayBox}) {
	const {lines, top, page} = planReading(overlay, model, box);
	return (
		<Frame title={readingTitle(overlay, model)} scroll={{first: top, shown: page, all: lines.length}} box={box} look={model.look}>
			<Lines lines={lines.slice(top, top + page)}/>
		</Frame>
	);
}
