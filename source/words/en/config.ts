import {keyNameOf} from '../../keys/key-names.ts';

/** The words of `yolotop config` and of the file that it writes. */
export const config = {
	file: {
		head: 'The configuration of yolotop. Remove the # before an option to set it; the command line wins.',
		keys: 'Keys of your own, by command: a character, ctrl+a to ctrl+z, or up, pageup, tab and the like. The schema beside this file lists the commands.',
		profiles: 'Launches with a name, for yolotop run NAME. Their keys are the flags of docker run.',
		hosts: 'Further engines and clusters, listed together by yolotop ls and on the screen of the runs; lab/yolo is then the container yolo of the host lab.',
	},
	/** Options whose help describes the opposite. */
	options: {color: 'colours; false for none (also NO_COLOR)', mouse: `the mouse; false leaves it to the terminal (key ${keyNameOf('switch-mouse')})`, probe: 'the probe, which records classes, confusion matrix and gradients of each epoch; false leaves it out'},
	schema: {
		hosts: 'engines and clusters that are listed together with those of this machine, by a name of your own; HOST/NAME then names what runs there',
		notifyCommand: 'program and words, started without a shell when a run has finished, failed, stopped, stalled or is lost, or when a watched training was resumed or given up',
		keys: 'keys of your own, by command; the first one is shown',
		profiles: 'launches with a name, for yolotop run NAME',
	},
	written: (file: string, schema: string) => `Written: ${file}\nEditors check it with: ${schema}\n`,
	kept: (file: string, schema: string) => `Unchanged, because it already exists: ${file}\nEditors check it with: ${schema}\n`,
	right: (file: string, profiles: readonly string[]) => `${file}: no problems.${profiles.length === 0 ? '' : ` Profiles: ${profiles.join(', ')}.`}\n`,
	none: (file: string) => `There is no ${file}. Write one: yolotop config\n`,
};
