import {toRecord} from '../../../domain/record.ts';
import {moveCommands, type CommandAt} from '../../../keys/keymap.ts';
import {selectMachineView} from '../../../run/select-machine.ts';
import {selectContinuation} from '../../../run/select-continuation.ts';
import {isGoing} from '../../../domain/run-status.ts';
import {selectStatus} from '../../../run/select-status.ts';
import {wordsIn} from '../../../words/words.ts';
import {contentSize} from '../../draw/panel.ts';
import {openOverlay} from '../../overlays/overlay-stack.ts';
import type {PlacedPanel, Room} from '../../layout.ts';
import {diagnosesOf} from '../../panels/diagnoses-of.ts';
import {movingSecond, type ScreenModel} from '../../panels/model.ts';
import {canRelaunch} from '../../panels/remedy-key.ts';
import {signsOf} from '../../panels/signs-of.ts';
import {drawTool, toolOnOverview} from '../../tool/draw-tool.ts';
import {scrolledTop, type ScrollRange, type UiState} from '../../ui-state.ts';
import type {PanelDefinition, ScreenContext, ScreenDefinition} from '../screen.ts';
import {
	classCount,
	classesDetail,
	classesSubtitle,
	drawClassPanel,
	noClassesLine,
} from './classes.ts';
import {drawResult, isResultShown} from './ending.ts';
import {
	drawEpochs,
	epochRows,
	chooseEpoch,
	chosenEpoch,
	epochInRow,
	epochsDetail,
	freshBest,
	silenceText,
} from './epochs.ts';
import {causeOfEnd, drawHappened, happenedDetail} from './happened.ts';
import {drawLastMinute, lastMinuteDetail} from './last-minute.ts';
import {drawLosses, drawLossLine, lossesTrend} from './losses.ts';
import {
	drawMachine,
	drawMachineLine,
	drawPeaks,
	isCpuOnly,
	machineDetail,
} from './machine.ts';
import {figuresOf} from './machine-figures.ts';
import {openErrors, openPanel} from './open-panel.ts';
import {drawLastWords, drawNotes, drawOutput} from './output.ts';
import {planOverview, tierOfRoom, type OverviewLayoutInput} from './overview-layout.ts';
import {overviewFocusOrder, type OverviewFocus, type OverviewUi} from './overview-ui.ts';
import {drawProgress, outcomeRows, progressDetail} from './progress.ts';
import {drawQuality, qualityTrend} from './quality.ts';
import {drawSetup} from './setup.ts';
import {drawSigns, drawWorstSign, signsDetail} from './signs.ts';

const wordsOf = ({ui}: ScreenModel) => wordsIn(ui.language).overview;
const titleOf = (id: keyof ReturnType<typeof wordsOf>['titles']) => (model: ScreenModel): string => wordsOf(model).titles[id];
/** The machine is drawn again every two seconds, however often its samplers tell. */
const machineStepMs = 2000;
const machineInputs = ({state, now, resources}: ScreenModel): readonly unknown[] => [Math.floor(now / machineStepMs), state.phase.kind, state.target?.kind, state.devices, Object.keys(resources.sampledAt).length, resources.failures.gpu, resources.atEnd];
/** Of a run that has ended the machine of today says nothing. */
const ofRun = (model: ScreenModel): ScreenModel => model.resources.atEnd === undefined ? model : {...model, resources: model.resources.atEnd};
/** Few rows have room for the worst signs only. */
const fewSigns = 5;

const losses = {
	inputs: ({state}: ScreenModel) => [state.history, state.progress?.losses],
};

const panels: Readonly<Record<string, PanelDefinition>> = {
	progress: {
		title: model => wordsOf(model).titles[isResultShown(model) ? 'result' : 'progress'],
		inputs: model => [model.state, movingSecond(model), model.log],
		draw: (model, size) => isResultShown(model) ? drawResult(model, size) : drawProgress(model, size),
		detail: progressDetail,
	},
	quality: {
		title: titleOf('quality'),
		inputs: ({state}) => [state.history, state.lastValidation, state.isFinalValidation, state.earlierRuns],
		draw: drawQuality,
		detail: qualityTrend,
	},
	losses: {
		...losses, title: titleOf('losses'), draw: drawLosses, detail: lossesTrend,
	},
	lossLine: {...losses, draw: (model, {columns}) => [drawLossLine(model, columns)]},
	machine: {
		title: model => wordsOf(model).titles[isCpuOnly(model) ? 'cpuOnly' : 'machine'],
		subtitle: model => isResultShown(model) ? wordsOf(model).subtitles.peaks : (model.resources.atEnd === undefined ? '' : wordsOf(model).subtitles.atEnd),
		inputs: machineInputs,
		draw: (model, size) => isResultShown(model) ? drawPeaks(ofRun(model), size) : drawMachine(ofRun(model), size),
		detail: (model, rows) => machineDetail(ofRun(model), rows),
	},
	machineLine: {inputs: machineInputs, draw: (model, {columns}) => [drawMachineLine(ofRun(model), columns)]},
	classes: {
		title: titleOf('classes'),
		subtitle: classesSubtitle,
		inputs: ({state}) => [state.classes, state.classTables, state.lastValidation, state.probe],
		draw: drawClassPanel,
		detail: classesDetail,
	},
	signs: {
		title: ({ui}) => wordsIn(ui.language).vitalSigns.title,
		inputs: model => [signsOf(model), classCount(model)],
		draw: (model, size) => drawSigns(model, size, {isWorstFirst: size.rows < fewSigns}),
		detail: signsDetail,
	},
	worstSign: {inputs: model => [signsOf(model)], draw: (model, {columns}) => [drawWorstSign(model, columns)]},
	epochs: {
		title: titleOf('epochs'),
		subtitle: model => wordsOf(model).subtitles.newestFirst,
		inputs: model => [model.state.history, model.state.progress, model.state.validationProgress, model.state.notices, model.state.resumedAt, model.ui.overview.epochsTop, model.ui.overview.epoch, freshBest(model), silenceText(model), isGoing(selectStatus(model.state, model.now).status)],
		draw: drawEpochs,
		detail: epochsDetail,
		scroll: (model, rows) => ({first: model.ui.overview.epochsTop, shown: Math.max(1, rows - 1), all: epochRows(model)}),
	},
	notes: {title: titleOf('notes'), inputs: ({log}) => [log], draw: drawNotes},
	setup: {title: titleOf('setup'), inputs: ({state, log}) => [state, log], draw: drawSetup},
	output: {title: titleOf('output'), inputs: ({state, log}) => [log, state.phase.kind, state.target?.kind], draw: drawOutput},
	happened: {
		title: titleOf('happened'),
		inputs: model => [diagnosesOf(model), canRelaunch(model), selectContinuation(model.state, model.now), model.resources.atEnd ?? model.resources.sampledAt, model.disabled],
		draw: drawHappened,
		detail: happenedDetail,
	},
	lastMinute: {
		title: titleOf('machine'), subtitle: model => wordsOf(model).subtitles.atEnd, inputs: ({state, resources}) => [resources.atEnd ?? resources, state.container, state.lastEventAt], draw: drawLastMinute, detail: lastMinuteDetail,
	},
	lastWords: {
		title: titleOf('lastWords'), inputs: ({state, log}) => [log, state.container, state.exitCode], draw: drawLastWords, detail: epochsDetail,
	},
	tool: {
		title: ({state, ui}) => wordsIn(ui.language).tool.tools[state.toolRun?.tool ?? 'val'],
		inputs: ({state}) => [state.toolRun],
		draw: drawTool,
	},
};

function stageOf(model: ScreenModel): OverviewLayoutInput['stage'] {
	const {state} = model;
	if (toolOnOverview(model) === 'alone') {
		return 'tool';
	}

	if (causeOfEnd(model) !== undefined) {
		return 'failed';
	}

	return state.history.length === 0 && state.progress === undefined && state.lastValidation === undefined ? 'setup' : 'run';
}

/** How a run stands still is worth so many rows. */
const mostProgressRows = 5;

/** More rows than the bars need where the run has an end or a second program to tell of. */
function progressRowsOf(model: ScreenModel, room: Room): number {
	const {progressRows, name: tier} = tierOfRoom(room);
	const outcome = isResultShown(model) ? undefined : outcomeRows(model, contentColumns(room));
	const isNarrow = tier === 'XS' || tier === 'XXS';
	// Below it the best epoch has a row where there is room.
	const facts = isNarrow || model.state.history.length === 0 ? 0 : 1;
	const rows = Math.max(progressRows, !isNarrow && isResultShown(model) ? 3 : 0, outcome === undefined ? 0 : Math.min(mostProgressRows, outcome + facts));
	const tool = isNarrow ? undefined : toolOnOverview(model);
	return tool === 'alone' ? 4 : rows + (tool === 'beside' ? 1 : 0);
}

const contentColumns = ({frame, columns}: Room): number => frame === 'box' ? columns - 4 : columns;

/** Whether there is anything to show of the machine: after the end only what was told before it. */
function hasMachine({state, resources, ui}: ScreenModel): boolean {
	const view = selectMachineView(state, resources);
	return (view === 'measured' || view === 'measuring') && (resources.atEnd === undefined || figuresOf(resources.atEnd, ui.language).length > 0);
}

function plan(model: ScreenModel, room: Room): readonly PlacedPanel[] {
	const {state, ui} = model;
	const stage = stageOf(model);
	const columns = contentColumns(room);
	return planOverview({
		stage,
		hasMachine: hasMachine(model),
		hasClasses: classCount({state}) > 0,
		hasQuality: state.history.length > 0,
		progressRows: progressRowsOf(model, room),
		hasTableHint: noClassesLine(model, columns).length > 0,
		hasBadSign: signsOf(model).some(({level}) => level === 'error' || level === 'warning'),
		happenedRows: stage === 'failed' ? drawHappened(model, {columns, rows: room.rows}).length : 0,
		setupRows: stage === 'setup' ? drawSetup(model, {columns: Math.floor(columns * 0.6), rows: room.rows}).length : 0,
		focus: ui.overview.focus,
		isZoomed: ui.overview.isZoomed,
	}, room);
}

function scrollRange(model: ScreenModel, placed: readonly PlacedPanel[]): ScrollRange {
	const own = placed.find(({id}) => id === 'epochs');
	const page = own === undefined ? 0 : Math.max(1, contentSize(own).rows - 1);
	const last = own === undefined ? 0 : Math.max(0, epochRows(model) - page);
	return {top: Math.min(model.ui.overview.epochsTop, last), last, page: Math.max(1, page)};
}

/** The next panel in reading order of those that are on the screen. */
function stepFocus(own: OverviewUi, step: number, {panels: shown}: ScreenContext): OverviewUi {
	const order = overviewFocusOrder.filter(id => own.isZoomed || shown === undefined || shown.includes(id));
	const place = order.indexOf(own.focus);
	return order.length === 0 ? own : {...own, focus: order[place === -1 ? 0 : (place + step + order.length) % order.length]!};
}

function withOverview(ui: UiState, overview: OverviewUi): UiState {
	return overview === ui.overview ? ui : {...ui, overview};
}

function isFocus(panel: string): panel is OverviewFocus {
	return (overviewFocusOrder as readonly string[]).includes(panel);
}

/** Everything that matters, on one screen. */
export const overview: ScreenDefinition<CommandAt<'overview'>> = {
	id: 'overview',
	panels,
	plan,
	focus: ui => ui.overview.focus,
	scrollRange,
	/** A panel that can be chosen is; a second click opens what it is about. */
	click(ui, {panel, row}, context) {
		if (panel === 'tool') {
			return openOverlay(ui, {kind: 'pane', pane: 'tool', top: 0});
		}

		if (!isFocus(panel)) {
			return ui;
		}

		if (panel === 'epochs' && row > 0) {
			const epoch = epochInRow(context.model, row - 1);
			const isSecond = ui.overview.focus === 'epochs' && epoch === chosenEpoch(context.model);
			return isSecond || epoch === undefined ? openPanel({...ui, overview: {...ui.overview, focus: panel}}, context) : withOverview(ui, {...ui.overview, focus: panel, epoch});
		}

		return panel === 'happened' || panel === ui.overview.focus ? openPanel({...ui, overview: {...ui.overview, focus: panel}}, context) : withOverview(ui, {...ui.overview, focus: panel});
	},
	commands: {
		...toRecord(moveCommands, command => (ui, {range, model}) => {
			if (ui.overview.focus === 'epochs') {
				return withOverview(ui, chooseEpoch(ui.overview, command, {model, range}));
			}

			const epochsTop = scrolledTop(command, range);
			return withOverview(ui, epochsTop === ui.overview.epochsTop ? ui.overview : {...ui.overview, epochsTop});
		}),
		'focus-next': (ui, context) => withOverview(ui, stepFocus(ui.overview, 1, context)),
		'focus-previous': (ui, context) => withOverview(ui, stepFocus(ui.overview, -1, context)),
		'open-panel': openPanel,
		'show-errors': openErrors,
		zoom: ui => withOverview(ui, {...ui.overview, isZoomed: !ui.overview.isZoomed}),
		'leave-zoom': ui => ui.overview.isZoomed ? withOverview(ui, {...ui.overview, isZoomed: false}) : ui,
	},
};
