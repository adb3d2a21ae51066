import {posix} from 'node:path';
import {isSameDirectory, type DirectoryId} from '../domain/directory-id.ts';
import type {Settings} from '../domain/framework.ts';
import type {TrainingCommand} from './training-program.ts';
import {isOutlived} from './outlived.ts';

/**
Why a process is taken for the writer of a run directory, strongest first: a file that it has open for writing; the directory that
its own output named; the checkpoint that its command resumes; the only new directory of its `--project` and `--name`; the
settings written first after its start.
*/
export const evidenceByRank = ['open-file', 'printed', 'resumed', 'named', 'settings-time'] as const;

export type Evidence = (typeof evidenceByRank)[number];

/** A run directory that may belong to a training, by its settings file. */
export type RunCandidate = {
	/** Absolute, as the training sees it. */
	readonly directory: string;
	readonly id: DirectoryId;
	/** The settings file, as far as it may be read to distinguish this run from another. */
	readonly settingsName?: string;
	/** When the settings were written, which a framework does when the training begins, in milliseconds since 1970. */
	readonly modifiedAt: number;
	/** Whether that is known to the millisecond; else in whole seconds. */
	readonly isExact?: boolean;
	/** The last change of any of its files, in milliseconds since 1970. */
	readonly changedAt: number;
	/** As far as they were read, which is done only where several trainings could have made it. */
	readonly settings?: Settings;
	/** How many rows its table holds; counted only in the same case. */
	readonly epochs?: number;
	/** Whether its final plot was drawn, which the frameworks do after the last epoch. */
	readonly isPlotted: boolean;
};

/** What is known of a training that runs. */
export type TrainingFacts = {
	readonly training: TrainingCommand;
	/** Where it was started, absolute. */
	readonly directory: string;
	/** Milliseconds since 1970; undefined when not known. */
	readonly startedAt?: number;
	/** Whether that is known to some tenths of a second; else it may be a second early. */
	readonly isStartExact?: boolean;
	/** The directory of a file that it has open for writing. */
	readonly openDirectory?: string;
	/** The directory that its output named since its start, absolute. */
	readonly printedDirectory?: string;
	/** The runs that it can see. */
	readonly candidates: readonly RunCandidate[];
	/** The identity of a path as the training sees it. */
	readonly idOf: (path: string) => DirectoryId;
};

/** Which run directory a training writes, and why that is believed. */
export type Claim = {
	/** Absolute, as the training sees it. */
	readonly directory: string;
	readonly id: DirectoryId;
	readonly evidence: Evidence;
};

/**
The clock of a file may have whole seconds. An exact start is reported late by as much as a machine needs to start this program: measured,
7 ms at rest and 49 ms with 24 busy processes on two processors. A framework needs longer than that to be loaded before it makes its directory.
*/
const clockSlackMs = 1000;
const exactSlackMs = 100;

/** So long after its start a training may make its directory: imports over a network take that long. What is made later is another one's. */
const loadMs = 60_000;

/** A program that only might train is believed to write a run whose files have changed within this time. */
const possibleWithinMs = 15 * 60_000;

const defaultProjects: Readonly<Record<TrainingCommand['task'], readonly [string, string]>> = {
	detect: ['runs/train', 'runs/detect'],
	segment: ['runs/train-seg', 'runs/segment'],
	classify: ['runs/train-cls', 'runs/classify'],
	pose: ['runs/pose', 'runs/pose'],
	obb: ['runs/obb', 'runs/obb'],
};

/**
The directories below which a training makes its run directory, absolute, likely ones first. YOLOv5 counts from where its script
is, Ultralytics from where it was installed or started; a script of the user may use either.

Source: YOLOv5 v6.1 to master of 2026 (`ROOT / 'runs/train'`), Ultralytics 8.0 to 8.4 (`get_save_dir`).
*/
export function projectDirectories({training, directory}: Pick<TrainingFacts, 'training' | 'directory'>): readonly string[] {
	const {framework, task, options, launcher, program} = training;
	const {project} = options;
	const script = launcher.at(-1) ?? '';
	const folder = posix.dirname(script);
	const root = program === 'framework' && task !== 'detect' ? posix.dirname(folder) : folder;
	const likeYolov5 = (kind: TrainingCommand['task']) => project === undefined
		? [posix.resolve(directory, root, defaultProjects[kind][0]), posix.resolve(directory, defaultProjects[kind][0])]
		: [posix.resolve(directory, project)];
	const likeUltralytics = (kind: TrainingCommand['task']) => {
		const below = [directory, '/ultralytics', '/usr/src/ultralytics', '/root'].map(place => posix.join(place, defaultProjects[kind][1]));
		return project === undefined ? below : [posix.resolve(directory, project), ...below.map(place => posix.join(place, project))];
	};

	if (program === 'script') {
		const kinds = Object.keys(defaultProjects) as ReadonlyArray<TrainingCommand['task']>;
		return [...new Set(kinds.flatMap(kind => [...likeYolov5(kind), ...likeUltralytics(kind)]))];
	}

	return [...new Set(framework === 'yolov5' ? likeYolov5(task) : likeUltralytics(task))];
}

/** The name that a framework gives a run when the command gives none. Source: YOLOv5's train.py, Ultralytics `cfg/__init__.py`. */
export function defaultRunName({framework}: Pick<TrainingCommand, 'framework'>): string {
	return framework === 'yolov5' ? 'exp' : 'train';
}

/** The checkpoint that the command line tells the training to go on from, absolute; undefined when it names none. */
export function resumedCheckpoint({training, directory}: Pick<TrainingFacts, 'training' | 'directory'>): string | undefined {
	const {resume, model} = training.options;
	const named = resume?.toLowerCase() === 'true' ? model : resume;
	return resume !== undefined && named?.endsWith('.pt') ? posix.resolve(directory, named) : undefined;
}

/** Whether a directory has the name that a framework makes of another: exp, exp2, exp-3. */
function isNumbered(directory: string, base: string): boolean {
	return directory.startsWith(base) && /^[-_]?\d*$/.test(directory.slice(base.length));
}

/** Whether a directory is one that this command makes: of its project and its name, as far as either is known. */
function isOfCommand({training, directory: startedIn}: TrainingFacts, directory: string): boolean {
	const {options, program} = training;
	const name = options.name ?? (program === 'framework' ? defaultRunName(training) : undefined);
	return projectDirectories({training, directory: startedIn}).some(project => name === undefined
		? posix.dirname(directory) === project
		: isNumbered(directory, posix.join(project, name)));
}

/** What a process itself shows; nothing of it rests on the time of a file. */
function directClaim(facts: TrainingFacts): Claim | undefined {
	const {openDirectory, printedDirectory, idOf, candidates} = facts;
	const checkpoint = resumedCheckpoint(facts);
	const resumed = checkpoint === undefined ? undefined : posix.dirname(posix.dirname(checkpoint));
	const claim = (directory: string | undefined, evidence: Evidence): Claim | undefined => directory === undefined
		? undefined
		: {directory, id: candidates.find(candidate => candidate.directory === directory)?.id ?? idOf(directory), evidence};
	return claim(openDirectory, 'open-file') ?? claim(printedDirectory, 'printed') ?? claim(resumed, 'resumed');
}

/** Options that are in the settings file as they were given, by every name that a framework has for them. */
const comparable = [['epochs'], ['batch_size', 'batch'], ['imgsz'], ['name'], ['data'], ['weights', 'model']] as const;

/** Whether the settings of a run say something else than the command; of paths only the last part is compared. */
function isContradicting({options}: TrainingCommand, settings: Settings | undefined): boolean {
	const plain = (text: string) => posix.basename(text.replaceAll(/^["']|["']$/g, ''));
	return settings !== undefined && comparable.some(names => {
		const given = names.map(name => options[name]).find(value => value !== undefined);
		const written = names.map(name => settings[name]).find(value => value !== undefined && value !== '');
		return given === undefined || written === undefined || Number.isNaN(Number(given)) !== Number.isNaN(Number(written)) ? false : plain(given) !== plain(written) && Number(given) !== Number(written);
	});
}

function isEligible(facts: TrainingFacts, {directory, modifiedAt, isExact, changedAt, isPlotted, settings}: RunCandidate, now: number): boolean {
	const slackMs = isExact && facts.isStartExact ? exactSlackMs : clockSlackMs;
	const isNew = facts.startedAt === undefined || modifiedAt + slackMs > facts.startedAt;
	const isLive = facts.training.certainty === 'certain' || (!isPlotted && now - changedAt < possibleWithinMs);
	return isNew && isLive && isOfCommand(facts, directory) && !isContradicting(facts.training, settings);
}

/**
Which run directory each of the trainings writes, those of all containers that share a place and of the host together; undefined for
one that has made none yet, or where several could have made it. A weaker evidence never gives a directory away that a stronger one holds.
`now` in milliseconds since 1970.
*/
export function assignClaims(trainings: readonly TrainingFacts[], now: number): ReadonlyArray<Claim | undefined> {
	const direct = trainings.map(facts => directClaim(facts));
	const held = direct.filter(claim => claim !== undefined);
	const isHeld = ({id}: RunCandidate) => held.some(claim => isSameDirectory(claim.id, id));
	const open = trainings.map((facts, index) => direct[index] === undefined ? facts.candidates.filter(candidate => !isHeld(candidate) && isEligible(facts, candidate, now)) : []);
	const chosen = chooseByTime(trainings, open, now);
	return trainings.map((facts, index) => {
		const candidate = chosen[index];
		return direct[index] ?? (candidate && {
			directory: candidate.directory,
			id: candidate.id,
			evidence: facts.training.options.name === undefined && facts.training.options.project === undefined ? 'settings-time' : 'named',
		});
	});
}

/**
A framework makes its directory soon after its start, so each training gets the first that is free, in the order of their starts, sure ones
before possible ones. Where two trainings could as well have each other's, neither gets one. Nor does one that could have made another run
that is free too, which a training that has ended since may have left, unless the files tell which of them goes on.
*/
function chooseByTime(trainings: readonly TrainingFacts[], open: ReadonlyArray<readonly RunCandidate[]>, now: number): ReadonlyArray<RunCandidate | undefined> {
	const chosen = new Map<number, RunCandidate>();
	const taken: DirectoryId[] = [];
	const isTaken = ({id}: RunCandidate) => taken.some(other => isSameDirectory(other, id));
	const weight = (index: number) => trainings[index]!.training.certainty === 'certain' ? 0 : 1;
	const order = trainings.map((_, index) => index).toSorted((one, other) => {
		const difference = weight(one) - weight(other);
		return difference === 0 ? (trainings[one]!.startedAt ?? 0) - (trainings[other]!.startedAt ?? 0) : difference;
	});
	for (const index of order) {
		const free = open[index]!.filter(candidate => !isTaken(candidate)).toSorted((one, other) => one.modifiedAt - other.modifiedAt);
		// Without a start the newest is as good a guess as can be made.
		const first = trainings[index]!.startedAt === undefined ? free.at(-1) : free[0];
		if (first === undefined) {
			continue;
		}

		chosen.set(index, first);
		taken.push(first.id);
	}

	const canHave = (index: number, candidate: RunCandidate | undefined) => candidate === undefined || open[index]!.some(({id}) => isSameDirectory(id, candidate.id));
	const settled = trainings.map((facts, index) => {
		const own = chosen.get(index);
		const isDisputed = own !== undefined && trainings.some((_unused, other) => other !== index && weight(other) <= weight(index)
			&& open[other]!.length > 0 && canHave(other, own) && canHave(index, chosen.get(other)));
		return own === undefined || isDisputed ? undefined : chooseLive(facts, own, open[index]!.filter(candidate => !isTaken(candidate)), now);
	});
	return settled.map((candidate, index) => settled.some((other, place) => place !== index && candidate !== undefined && other !== undefined && isSameDirectory(candidate.id, other.id)) ? undefined : candidate);
}

/** Of the first run that a training may have made and those that are left, the only one that still goes on; undefined where that is not known. */
function chooseLive({startedAt}: TrainingFacts, first: RunCandidate, left: readonly RunCandidate[], now: number): RunCandidate | undefined {
	const rivals = [first, ...left.filter(({modifiedAt}) => startedAt !== undefined && modifiedAt - startedAt <= loadMs)];
	const live = rivals.filter(one => rivals.every(other => other === one || !isOutlived(one, other, now)));
	return live.length === 1 ? live[0] : undefined;
}
