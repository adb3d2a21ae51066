import {keyNameOf} from '../../keys/key-names.ts';

/** The words of `yolotop config` and of the file that it writes. */
export const config = {
	file: {
		head: 'The configuration of yolotop. Take away the # before an option to set it; the command line wins.',
		profiles: 'Launches with a name, for yolotop run NAME. Their keys are the flags of docker run.',
	},
	/** Where the help speaks of the opposite. */
	options: {color: 'colours; false for none (also NO_COLOR)', mouse: `the mouse; false leaves it to the terminal (key ${keyNameOf('switch-mouse')})`, probe: 'the probe, which records classes, confusion matrix and gradients of each epoch; false leaves it out'},
	schema: {
		notifyCommand: 'program and words, started without a shell when a run has finished, failed, stopped, stalled or is lost, or what is kept going has gone on or given up',
		profiles: 'launches with a name, for yolotop run NAME',
	},
	written: (file: string, schema: string) => `Written: ${file}\nEditors check it by: ${schema}\n`,
	kept: (file: string, schema: string) => `Unchanged, because it is there already: ${file}\nEditors check it by: ${schema}\n`,
	right: (file: string, profiles: readonly string[]) => `${file}: nothing is wrong.${profiles.length === 0 ? '' : ` Profiles: ${profiles.join(', ')}.`}\n`,
	none: (file: string) => `There is no ${file}. Write one: yolotop config\n`,
};
