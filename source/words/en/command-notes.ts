/** What a person has to know before running a command that was shown. */
export const commandNote = {
	variables: '-e NAME takes the value from your shell: values are not shown. Variables that the image itself sets are left out.',
	secrets: '*** replaces a secret that is not shown: put your value there.',
	probe: 'PYTHONPATH and YOLOTOP_PROBE load the probe; yolotop puts its files there before the start. Without them the training runs the same.',
};
