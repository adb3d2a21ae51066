/** Longest notice that is kept, in UTF-16 units; a warning may quote a whole configuration. */
export const noticeLength = 400;

/** A warning says what it is near its beginning. */
const examinedLength = 1000;

const python = /\b[A-Z]\w*Warning: \S/;
const framework = /(?:^|: )(?:WARNING\b|ERROR\b|requirements: )|[⚠❌]/u;

/** A part of each of the forms: one look at a line, since nearly all have none. */
const words = /Warning: |WARNING|ERROR|requirements: |[⚠❌]/u;

/**
What libraries warn of in nearly every log of a notebook or of a certain version, and nobody who trains can or need change. Source: JAX in
Colab beside forked data loaders, torch.meshgrid in models of 2021, cuDNN's search for a plan, seaborn in the frameworks' plots, absl before TensorFlow has
opened its log.
*/
const harmless = /os\.fork\(\) was called|torch\.meshgrid: in an upcoming release|Plan failed with a (?:cudnn|CuDNN)\w*|use_inf_as_na option is deprecated|All log messages before absl::InitializeLog/;

/**
Recognises a warning or hint of the framework, of Python or of torch: something a person may want to act on.

@returns the text, from its file on where it is one of Python's.
*/
export function recogniseNotice(text: string): string | undefined {
	if (!words.test(text)) {
		return undefined;
	}

	const head = text.slice(0, examinedLength);
	if (harmless.test(head)) {
		return undefined;
	}

	const warning = python.exec(head);
	if (warning !== null) {
		const before = head.slice(0, warning.index).trimEnd();
		const file = before.slice(before.lastIndexOf(' ') + 1);
		return `${/:\d+:$/.test(file) ? `${file} ` : ''}${head.slice(warning.index)}`.trim().slice(0, noticeLength);
	}

	return framework.test(head) ? head.trim().slice(0, noticeLength) : undefined;
}
