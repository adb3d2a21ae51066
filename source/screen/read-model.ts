import {emptyRunList} from '../domain/run-list.ts';
import {initialResources} from '../run/resources.ts';
import {wordsIn} from '../words/words.ts';
import {noPictures} from '../domain/picture.ts';
import {createLogReader} from './log-reader.ts';
import type {ScreenModel} from './panels/model.ts';
import type {ScreenOptions} from './screen-options.ts';
import {wantedRuns} from './screens/runs/runs.ts';
import {chooseGraphics} from './terminal/choose-graphics.ts';
import type {TerminalSize} from './terminal/session.ts';
import type {TerminalTraits} from './terminal-traits.ts';
import {createLooks} from './theme/looks.ts';
import type {UiState} from './ui-state.ts';

/** Reads everything that the screen is drawn from, as it is at the moment. */
export function createModelReader({sources, controls, look, terminal, clock: {now = Date.now, utcOffsetMinutes = () => -new Date().getTimezoneOffset()} = {}}: Pick<ScreenOptions, 'sources' | 'controls' | 'look' | 'clock' | 'terminal'>): (ui: UiState, traits: TerminalTraits, size: TerminalSize) => ScreenModel {
	const readLog = createLogReader(sources.log);
	const lookOf = createLooks(look);
	return (ui, {background, isWide, graphics}, size) => {
		const state = sources.run.getState();
		const model: ScreenModel = {
			state,
			log: readLog(state.phase),
			resources: sources.resources?.() ?? initialResources,
			containerFacts: sources.containerFacts?.(),
			runList: sources.runs?.get(ui.screen === 'runs') ?? emptyRunList,
			checks: sources.doctor?.results(ui.language),
			machineFacts: sources.machine?.facts(),
			stacks: sources.stacks?.answer(),
			pictures: sources.pictures?.get(ui.screen === 'pictures') ?? noPictures,
			graphics: {
				...chooseGraphics({
					answers: graphics, choice: terminal.pictures ?? 'auto', multiplexer: terminal.kind?.multiplexer, isPlain: look.colorDepth === 'none' || look.isAscii, size,
				}),
				firstId: terminal.firstPictureId ?? 7101,
			},
			watch: sources.watch?.(),
			ui,
			now: now(),
			utcOffsetMinutes: utcOffsetMinutes(),
			isSimulated: sources.origin?.() === 'simulated',
			isReplay: sources.origin?.() === 'replay',
			disabled: controls?.disabled() ?? {},
			look: lookOf(ui.theme, background, isWide),
			words: wordsIn(ui.language).screen,
		};
		if (ui.screen === 'runs') {
			// What is marked, and why the chosen one failed, is read in the background and comes with a later picture.
			sources.runs?.read(wantedRuns(model));
			sources.runs?.keepGroup?.(ui.runs.group);
		}

		return model;
	};
}
