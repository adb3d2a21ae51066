import {traitsOf} from '../../domain/framework.ts';
import {selectRanks} from '../../run/select-ranks.ts';
import {smallerMemory} from '../advice/smaller-memory.ts';
import type {Facts} from '../diagnosis-facts.ts';
import {
	findEngineError,
	findError,
	findGpuWords,
	supersededByWords,
	toEvidence,
	type ErrorForm,
	type ErrorMatch,
} from '../printed-errors.ts';
import type {Finding, Rule, RuleWords} from '../rule.ts';
import type {RuleId} from '../../words/diagnoses/rule-meanings.ts';
import {type Language, wordsIn} from '../../words/words.ts';

/** A rule that matches a printed error and nothing else. */
type PrintedRule<Id extends RuleId> = Pick<Rule, 'supersedes'> & {
	readonly id: Id;
	/** The rule behind which it comes in the table of rules. */
	readonly after: RuleId;
	/** `error` where undefined. */
	readonly level?: Rule['level'];
	/** Tried in this order. */
	readonly forms: readonly ErrorForm[];
	/** Where it is printed: as an error of the run (where undefined) or as a notice, by the engine, by nvidia-smi or PyTorch. */
	readonly where?: keyof typeof finders;
	/** Each rule's words by its id. */
	readonly words: (language: Language) => Readonly<Record<Id, RuleWords>>;
	/** What the sentence of what is the case is filled with; the groups of the form where undefined. */
	readonly values?: (match: ErrorMatch) => readonly string[];
	/** What the plain form does not have; undefined where this is no finding after all. */
	readonly more?: (match: ErrorMatch, facts: Facts, words: RuleWords, language: Language) => Partial<Finding> | undefined;
};

export type PlacedRule = Rule & {readonly after: RuleId};

/** What a text that is no error of the run matched. */
function asMatch(text: string | undefined): ErrorMatch | undefined {
	return text === undefined ? undefined : {error: {message: text, text, frames: []}, groups: []};
}

const finders: Readonly<Record<'errors' | 'notices' | 'engine' | 'gpu', (facts: Facts, form: ErrorForm) => ErrorMatch | undefined>> = {
	errors: ({run}, form) => findError(run, form),
	notices: ({run}, {message}) => asMatch(run.notices.find(({text}) => message!.test(text))?.text),
	engine: (facts, {message}) => asMatch(findEngineError(facts, message!)),
	gpu: (facts, {message}) => asMatch(findGpuWords(facts, message!)),
};

function printed<Id extends RuleId>({id, after, level = 'error', supersedes, words, values, more, forms, where = 'errors'}: PrintedRule<Id>): PlacedRule {
	return {
		after, id, level, ...(supersedes !== undefined && {supersedes}),
		find(facts, language) {
			const match = forms.map(form => finders[where](facts, form)).find(found => found !== undefined);
			if (match === undefined) {
				return undefined;
			}

			const texts: RuleWords = words(language)[id];
			const extra = more === undefined ? {} : more(match, facts, texts, language);
			return extra && {
				what: texts.what(...values?.(match) ?? match.groups), why: texts.why(), action: texts.action(), evidence: [toEvidence(match.error.text)], ...extra,
			};
		},
	};
}

/** THE table of rules that match a printed error: a row and its words are all that such a rule needs. */
export const printedRules: readonly PlacedRule[] = [
	// Source: moby daemon/devices.go (device driver), daemon/runtime (runtime name), CDI's unresolvable device.
	printed({
		id: 'container-toolkit-missing', after: 'host-out-of-memory', where: 'engine', words: language => wordsIn(language).gpuDiagnoses,
		supersedes: ['container-start-failed', 'gpu-not-used', 'command-not-found'],
		forms: [{message: /could not select device driver "(?:nvidia|cdi)?" with capabilities: \[(?:\[[^\]]*\bgpu\b[^\]]*\])?\]|unknown (?:or invalid )?runtime (?:specified|name:?) "?nvidia\b|unresolvable cdi devices [^:]*nvidia\.com\/gpu|exec: "?nvidia-container-runtime(?:-hook)?"?: executable file not found/i}],
		more: () => ({remedy: {kind: 'command', command: 'sudo apt-get install -y nvidia-container-toolkit && sudo nvidia-ctk runtime configure --runtime=docker && sudo systemctl restart docker'}}),
	}),
	// Source: torch/cuda/__init__.py (warning about the capability), CUDA's error text.
	printed({
		id: 'gpu-unsupported', after: 'driver-missing', where: 'gpu', words: language => wordsIn(language).gpuDiagnoses,
		forms: [{message: /no kernel image is available for execution on the device|with cuda capability sm_\d+ is not compatible with the current pytorch installation|found gpu\d* .* which is of (?:cuda|compute) capability/i}],
		more: ({error}, facts) => facts.run.phase.kind === 'finished' ? undefined : {supersedes: supersededByWords(facts, error.text, []), ...(facts.run.phase.kind !== 'failed' && {level: 'warning'})},
	}),
	printed({
		id: 'output-read-only', after: 'disk-full', supersedes: ['python-traceback'], words: language => wordsIn(language).storageDiagnoses,
		forms: [{exceptions: ['OSError'], message: /^\[errno 30\] read-only file system(?:: '?([^']*)'?)?/i}],
	}),
	printed({
		id: 'permission-denied', after: 'output-read-only', supersedes: ['python-traceback'], words: language => wordsIn(language).storageDiagnoses,
		forms: [{exceptions: ['PermissionError'], message: /^\[errno 13\] permission denied(?:: '?([^']*)'?)?/i}],
	}),
	// Source: smart_resume of YOLOv5, resume_training of Ultralytics; v6.x has its words without the second sentence.
	printed({
		id: 'resume-finished-run', after: 'permission-denied', supersedes: ['python-traceback', 'resume-ignores-arguments'], words: language => wordsIn(language).checkpointDiagnoses,
		forms: [{exceptions: ['AssertionError'], message: /^(\S+) training to (\d+) epochs is finished, nothing to resume/i}],
		more({groups}, {run}, texts) {
			const checkpoint = groups[0] ?? '';
			const command = traitsOf(run.framework?.name).program === 'yolo' ? `yolo train model=${checkpoint}` : `python train.py --weights ${checkpoint}`;
			return {action: texts.action(command), remedy: {kind: 'command', command}};
		},
	}),
	// Source: torch/serialization.py of 2.4 and later.
	printed({
		id: 'weights-only-load', after: 'download-failed', supersedes: ['python-traceback', 'weights-corrupt'], words: language => wordsIn(language).checkpointDiagnoses,
		forms: [{exceptions: ['UnpicklingError'], message: /^weights only load failed|unsupported global: .* was not an allowed global by default/i}],
		more: ({error}, {run}) => ({evidence: [toEvidence(error.text), run.torch === undefined ? '' : `torch-${run.torch}`]}),
	}),
	// Source: caffe2/serialize/inline_container.cc, torch/serialization.py, pickle; a page that was saved instead of the file begins with `<`.
	printed({
		id: 'weights-corrupt', after: 'weights-only-load', supersedes: ['python-traceback'], words: language => wordsIn(language).checkpointDiagnoses,
		forms: [{
			exceptions: ['RuntimeError', 'UnpicklingError', 'EOFError'],
			message: /pytorchstreamreader failed (?:reading|finding)|^unexpected eof, expected \d+ more bytes\. the file might be corrupted|^pickle data was truncated|^invalid load key, |^ran out of input$|invalid magic number; corrupt file/i,
		}],
	}),
	// Source: check_dataset and val.py of YOLOv5, check_det_dataset of Ultralytics, ATen's cross_entropy for a folder of classification that training
	// has not; where a GPU looks the target up, ATen/native/cuda/Loss.cu and SpatialClassNLLCriterion.
	printed({
		id: 'class-count-mismatch', after: 'class-out-of-range', supersedes: ['python-traceback'], words: language => wordsIn(language).datasetDiagnoses,
		forms: [
			{
				exceptions: ['AssertionError', 'SyntaxError', 'IndexError', 'RuntimeError'],
				message: /^\d+ names found for nc=\d+|^target \d+ is out of bounds|'names' length \d+ and 'nc: \d+' must match|\(\d+ classes\) trained on different --data than what you passed \(\d+ classes\)/i,
			},
			{message: /\bassertion `(?:t|cur_target) >= 0 && (?:t|cur_target) < n_classes` failed/i},
		],
		values: ({error}) => [toEvidence(error.message)],
	}),
	// Ultralytics checks its own name=value arguments. Source: argparse; ultralytics/cfg/__init__.py, check_dict_alignment and check_cfg.
	printed({
		id: 'bad-argument', after: 'module-missing', supersedes: ['python-traceback'], words: language => wordsIn(language).programDiagnoses,
		forms: [
			{exceptions: ['ArgumentError']},
			{
				exceptions: ['SyntaxError', 'TypeError', 'ValueError'],
				message: /^'?[^']*'? ?is not a valid yolo argument|^'[^'][^'=]*=[^']*' is (?:of )?(?:an )?invalid (?:type|value)|^(?:invalid|the) '(?:task|mode)=/i,
			},
		],
		values: ({error}) => [toEvidence(error.message).replace(/\.$/, '')],
		more: ({error}, _, texts) => ({action: texts.action(error.exception === 'ArgumentError' ? 'flags' : 'name=value')}),
	}),
	// Source: multiprocessing/spawn.py of Python, where workers are started by running the script once more (Windows, macOS).
	printed({
		id: 'main-guard-missing', after: 'bad-argument', supersedes: ['python-traceback', 'worker-killed'], words: language => wordsIn(language).programDiagnoses,
		forms: [{exceptions: ['RuntimeError'], message: /^an attempt has been made to start a new process before the\b/i}],
	}),
	// Source: utils/loss_tal.py of YOLOv9, whose train.py has no loss for the second head of the models yolov9-*; its readme names the scripts.
	printed({
		id: 'auxiliary-branch', after: 'main-guard-missing', supersedes: ['python-traceback'], words: language => wordsIn(language).programDiagnoses,
		forms: [{exceptions: ['AttributeError'], message: /^'list' object has no attribute 'view'$/}],
		more: ({error: {frames}}) => frames.some(({file}) => /(?:^|[/\\])loss_tal\.py$/.test(file)) ? {} : undefined,
	}),
	// Source: torch/csrc/DataLoader.cpp (killed by signal) and torch/utils/data/dataloader.py (exited unexpectedly). A bus error is another rule.
	printed({
		id: 'worker-killed', after: 'auxiliary-branch', supersedes: ['python-traceback'], words: language => wordsIn(language).memoryDiagnoses,
		forms: [{exceptions: ['RuntimeError'], message: /^dataloader worker \(pid(?:\(s\))? [\d ,]+\) (?:is killed by signal: (?!bus error)|exited unexpectedly)/i}],
		more(_, {run}, texts) {
			const {options, remedy} = smallerMemory(run);
			return {action: texts.action(options), remedy};
		},
	}),
	// Source: ProcessGroupNCCL.cpp of PyTorch 1.12 to 2.9 (watchdog), torch.distributed's store.
	printed({
		id: 'ranks-stuck', after: 'worker-killed', supersedes: ['python-traceback', 'process-crashed'], words: language => wordsIn(language).programDiagnoses,
		forms: [{message: /\bwatchdog caught collective operation timeout\b|\btimed out after \d+ seconds? waiting for clients\b|\bcollective operation timeout: worknccl/i}],
		more({error}, {run}, _, language) {
			const count = selectRanks(run)?.count;
			return {evidence: [toEvidence(error.text), count === undefined ? '' : wordsIn(language).programDiagnoses['ranks-stuck'].processes(String(count))]};
		},
	}),
	// Source: check_requirements of YOLOv5 and Ultralytics: the prefix, then the failed pip command.
	printed({
		id: 'requirements-unmet', after: 'corrupt-labels', level: 'warning', where: 'notices', words: language => wordsIn(language).programDiagnoses,
		forms: [{message: /^requirements: .*(?:❌|command '.*pip.* install .*' returned non-zero)/iu}],
	}),
];
