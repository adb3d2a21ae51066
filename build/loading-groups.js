// Start-up: opening a module costs Node about a millisecond, however small it is. What is used together is loaded together,
// so that a command comes in few files: each group with all of the start, which is there already, and with all of `status`,
// which nearly each needs most of. Without that, what they have in common would be cut into a file for each set of groups that
// share it. A module that is in no group is loaded by itself.
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../source');

const groups = {
	// A look at a run, without a screen.
	status: ['cli/verbs/status.ts', 'feed/file-feed.ts', 'feed/directory-feed.ts', 'training/run-file-sources.ts', 'training/host-mount.ts'],
	// The full screen up to its first picture; Ink comes after it.
	screen: ['cli/verbs/monitor.ts', 'cli/show-screen.ts', 'screen/start-screen.tsx'],
	// Any container, and which of them trains.
	container: ['engine/connect.ts', 'engine/docker-engine.ts', 'feed/container-feed.ts', 'discover/survey-engine.ts', 'discover/container-runs.ts', 'discover/find-run.ts'],
	// The screen from then on, with Ink.
	ink: ['screen/mount-app.tsx', 'files/regular-file.ts', 'training/label-files.ts', 'parse/class-names.ts', 'plan/clone-plan.ts', 'plan/docker-command.ts'],
	// What yolotop says of itself.
	about: ['cli/verbs/completion.ts', 'cli/verbs/version.ts', 'cli/options/help.ts'],
	// What went wrong.
	errors: ['words/errors.ts', 'words/punctuation.ts', 'engine/engine-error.ts'],
	// What is asked of the machine.
	machine: ['cli/verbs/doctor.ts', 'cli/verbs/advise.ts', 'cli/machine-facts.ts', 'gather/examine.ts', 'checks/machine/finding.ts', 'checks/machine/run-checks.ts'],
	// What waits through the night.
	keeper: ['cli/verbs/queue.ts', 'cli/watch/keep.ts'],
	// What it waits for: a program in a container, or a job.
	subject: ['cli/watch/watched-program.ts', 'cli/watch/await-job.ts'],
	// What is simulated, or played again.
	demo: ['cli/verbs/demo.ts', 'cli/demo-target.ts', 'cli/replay-target.ts'],
	// Of the rest nobody waits for a picture.
	other: [
		...[
			'run', 'resume', 'stop', 'pause', 'restart', 'remove', 'shell', 'copy', 'ls', 'compare', 'events', 'tool', 'tensorboard', 'export', 'config', 'stacks',
		].map(name => `cli/verbs/${name}.ts`),
		...['show-line', 'show-plain', 'read-journal', 'run-slurm', 'read-target-stacks'].map(name => `cli/${name}.ts`),
		...['queue-command', 'step', 'look-step', 'next-step'].map(name => `cli/watch/${name}.ts`),
		...['tool/ask-for-tool', 'tool/carry-out', 'tensorboard/open-tensorboard'].map(name => `actions/${name}.ts`),
		'plan/run-flags.ts',
		'feed/stdin-feed.ts',
		'feed/job-feed.ts',
		'cli/near-names.ts',
		'training/find-writer.ts',
		'engine/connect-several.ts',
		'engine/ssh-tunnel.ts',
	],
};

/** Groups that come alone. */
const small = new Set(['about', 'errors', 'keeper']);

function filesOf(group) {
	return ['start.ts', ...(small.has(group) ? [] : groups.status), ...groups[group]];
}

const groupOf = new Map(Object.entries(groups).flatMap(([group, files]) => files.map(file => [path.join(root, file), group])));

export const loadingGroups = {
	name: 'loading-groups',
	setup(bundle) {
		bundle.onResolve({filter: /^\..*\.tsx?$/}, ({path: name, resolveDir, kind}) => {
			const group = kind === 'dynamic-import' ? groupOf.get(path.resolve(resolveDir, name)) : undefined;
			return group === undefined ? undefined : {path: group, namespace: 'loading-group'};
		});
		bundle.onLoad({filter: /.*/, namespace: 'loading-group'}, ({path: group}) => ({
			contents: filesOf(group).map(file => `export * from ${JSON.stringify(path.join(root, file))};`).join('\n'),
			resolveDir: root,
		}));
	},
};
