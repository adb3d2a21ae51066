/** The headings of the run card. */
export const exportTexts = {
	summary: 'Summary',
	settings: 'Settings',
	setting: 'Setting',
	value: 'Value',
	curves: 'Curves',
	classes: 'Classes',
	confused: 'Confused classes',
	diagnoses: 'Diagnoses',
	journal: 'Actions',
	reproduce: 'Reproduce',
	written: (path: string) => `Written to ${path}\n`,
};
