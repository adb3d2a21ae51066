
import {findError, toEvidence} from '../printed-errors.ts';
import type {Rule} from '../rule.ts';
import {isWithoutContainer} from '../without-container.ts';
import {wordsIn} from '../../words/words.ts';

/** Packages of pip whose name is not that of the module. */
const pipPackages: ReadonlyMap<string, string> = new Map([
	['cv2', 'opencv-python-headless'],
	['yaml', 'pyyaml'],
	['PIL', 'pillow'],
	['git', 'gitpython'],
	['skimage', 'scikit-image'],
	['sklearn', 'scikit-learn'],
	['google', 'protobuf'],
	['pkg_resources', 'setuptools'],
]);

/** Debian packages of the libraries that OpenCV and friends ask for in slim images. */
const systemPackages: ReadonlyArray<readonly [form: RegExp, name: string]> = [
	[/^libGL\.so/, 'libgl1'],
	[/^lib(?:gthread|glib)-2/, 'libglib2.0-0'],
	[/^libSM\.so/, 'libsm6'],
	[/^libXext\.so/, 'libxext6'],
	[/^libXrender\.so/, 'libxrender1'],
	[/^libgomp\.so/, 'libgomp1'],
];

const exceptions = ['ModuleNotFoundError', 'ImportError'];

export const moduleMissing: Rule = {
	id: 'module-missing',
	level: 'error',
	supersedes: ['python-traceback', 'requirements-unmet'],
	find({run}, language) {
		const all = wordsIn(language).programDiagnoses['module-missing'];
		const texts = isWithoutContainer(run) ? all.here : all.inContainer;
		const module_ = findError(run, {exceptions, message: /^No module named '?([\w\-.]+)'?/});
		if (module_ !== undefined) {
			const name = module_.groups[0]!;
			const root = name.split('.', 1)[0]!;
			const command = `pip install ${pipPackages.get(root) ?? root}`;
			return {
				what: texts.whatModule(name), why: texts.why(), action: texts.actionModule(pipPackages.get(root) ?? root), evidence: [toEvidence(module_.error.text)], remedy: {kind: 'command', command},
			};
		}

		const library = findError(run, {exceptions: [...exceptions, 'OSError'], message: /^(lib[^\s:]+\.so[\d.]*): cannot open shared object file/});
		if (library === undefined) {
			return undefined;
		}

		const name = library.groups[0]!;
		const package_ = systemPackages.find(([form]) => form.test(name))?.[1] ?? '';
		return {
			what: texts.whatLibrary(name), why: texts.why(), action: texts.actionLibrary(package_), evidence: [toEvidence(library.error.text)],
		};
	},
};
