/** The words around diagnoses, wherever they are shown. */
export const diagnosis = {
	title: 'Diagnoses',
	none: 'Nothing is known to be wrong.',
	severities: {error: 'error', warning: 'warning', hint: 'hint'},
	why: 'Why',
	action: 'What to do',
	evidence: 'Evidence',
	/** What yolotop itself can do. */
	remedy: {
		relaunch: {
			resume: (changes: string) => `go on from the last checkpoint with ${changes}`,
			'new-run': (changes: string) => `begin a new run from its weights with ${changes}`,
			restart: (changes: string) => `start the same command again with ${changes}`,
		},
		command: 'copy the command',
	},
};
