/** The words around diagnoses, wherever they are shown. */
export const diagnosis = {
	title: 'Diagnoses',
	none: 'No problem is known.',
	severities: {error: 'error', warning: 'warning', hint: 'hint'},
	why: 'Why',
	action: 'What to do',
	evidence: 'Evidence',
	/** What yolotop itself can do. */
	remedy: {
		relaunch: {
			resume: (changes: string) => `resume from the last checkpoint with ${changes}`,
			'new-run': (changes: string) => `start a new run from its weights with ${changes}`,
			restart: (changes: string) => `start the same command again with ${changes}`,
		},
		stopBeforeLimit: 'stop before the limit and continue in a new job',
		command: 'copy the command',
	},
};
