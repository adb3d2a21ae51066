import type {ScreenId} from '../../keys/binding.ts';
import {charts} from './charts/charts.ts';
import {classes} from './classes/classes.ts';
import {logs} from './logs/logs.ts';
import {overview} from './overview/overview.ts';
import {pictures} from './pictures/pictures.ts';
import {resources} from './resources/resources.ts';
import {runs} from './runs/runs.ts';
import type {ScreenDefinition} from './screen.ts';

/** THE screen table. */
export const screens: Readonly<Record<ScreenId, ScreenDefinition>> = {
	overview, charts, classes, logs, resources, runs, pictures,
};

/** What the screens' own commands do, each in the screen that it is a key of. */
export const screenCommands = {
	...overview.commands, ...charts.commands, ...classes.commands, ...logs.commands, ...runs.commands, ...pictures.commands,
};
