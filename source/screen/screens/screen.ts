import type {PictureRequest} from '../../domain/picture.ts';
import type {DisabledReason, ScreenId} from '../../keys/binding.ts';
import type {KeyCommand, MoveCommand} from '../../keys/keymap.ts';
import type {Segment} from '../draw/line.ts';
import type {TableColumn} from '../draw/table.ts';
import type {PlacedPanel, Room} from '../layout.ts';
import type {ScreenModel, Size} from '../panels/model.ts';
import type {PlacedPicture} from '../terminal/picture-layer.ts';
import type {ScrollRange, UiState} from '../ui-state.ts';

/** A table inside a panel. */
export type TableView<Row = unknown> = {
	readonly data: readonly Row[];
	readonly columns: ReadonlyArray<TableColumn<Row>>;
	/** First shown row. */
	readonly top: number;
	readonly size: Size;
};

/** A panel: what it shows and what that depends on. */
export type PanelDefinition = {
	readonly title?: (model: ScreenModel) => string;
	/** Beside the title, in fewer words than the content. */
	readonly subtitle?: (model: ScreenModel, rows: number) => string;
	/** What the content depends on; it is drawn again only when one of these is another. Look, words, place and focus count anyway. */
	readonly inputs: (model: ScreenModel) => readonly unknown[];
	/** Lines exactly as wide as the size says, at most as many as its rows; made by draw/line. */
	readonly draw: (model: ScreenModel, size: Size) => readonly string[];
	/** Rows that take the place of the content; undefined where there are none. */
	readonly table?: (model: ScreenModel, size: Size) => TableView | undefined;
	/** Words at the right end of the top line. */
	readonly detail?: (model: ScreenModel, rows: number) => readonly Segment[];
	readonly scroll?: (model: ScreenModel, rows: number) => {readonly first: number; readonly shown: number; readonly all: number};
};

/** A line that is typed on a screen, such as a search: every key already shows its effect. */
export type PromptDefinition = {
	readonly label: (model: ScreenModel) => string;
	/** The text to begin with. */
	readonly initial: (ui: UiState) => string;
	/** The state with the typed text in force; `isFinal` when it was taken with Enter. */
	readonly apply: (ui: UiState, text: string, isFinal: boolean, context?: ScreenContext) => UiState;
};

/** What a reducer of a screen may look at beside its own state. */
export type ScreenContext = {
	readonly model: ScreenModel;
	readonly range: ScrollRange;
	/** The panels of the screen as they were placed last; unknown where nothing was drawn. */
	readonly panels?: readonly string[];
};

/** What a command does to the state of a screen: the same object when nothing changes. Or which of its prompts the command opens. */
export type ScreenAnswer = ((ui: UiState, context: ScreenContext) => UiState) | {readonly opens: string};

/** The pictures of a screen: what has to be made for it, and what the terminal draws itself. */
export type ScreenPictures = {readonly wanted: readonly PictureRequest[]; readonly shown: readonly PlacedPicture[]};

/** One screen: its layout, its panels, and what its keys do to its part of the state. `Own` are the commands that it alone answers. */
export type ScreenDefinition<Own extends KeyCommand = never> = {
	readonly id: ScreenId;
	/** Places of the panels in the room. Pure; covers the room without overlap. */
	readonly plan: (model: ScreenModel, room: Room) => readonly PlacedPanel[];
	/** By the ids that `plan` gives. */
	readonly panels: Readonly<Record<string, PanelDefinition>>;
	/** The panel in focus, drawn with a mark; undefined when the screen has one panel only. */
	readonly focus?: (ui: UiState, model: ScreenModel) => string | undefined;
	/** How far what is in focus can be scrolled at these places. */
	readonly scrollRange: (model: ScreenModel, placed: readonly PlacedPanel[]) => ScrollRange;
	/** What the screen's own commands do, and what moves in what is in focus. */
	readonly commands: Readonly<Record<Own | MoveCommand, ScreenAnswer>>;
	/** The state after a click at a column and row of a panel's content, which has so many rows. */
	readonly click?: (ui: UiState, at: {readonly panel: string; readonly column: number; readonly row: number; readonly rows: number}, context: ScreenContext) => UiState;
	/** The pictures in the places that `plan` gave. */
	readonly pictures?: (model: ScreenModel, placed: readonly PlacedPanel[]) => ScreenPictures;
	/** Commands of the screen that do nothing now, and why. */
	readonly disabled?: (model: ScreenModel) => Readonly<Partial<Record<KeyCommand, DisabledReason>>>;
	/** Lines that can be typed here, by purpose. */
	readonly prompts?: Readonly<Record<string, PromptDefinition>>;
};
