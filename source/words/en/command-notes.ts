/** What a person has to know before running a command that was shown. */
export const commandNote = {
	variables: '-e NAME takes the value from your shell: values are not shown. What the image itself sets is left out.',
	secrets: '*** is a secret that is not shown: put it in its place.',
	probe: 'PYTHONPATH and YOLOTOP_PROBE load the probe; yolotop puts its files there before the start. Without them the training runs as ever.',
};
