/** Keys about what is wrong and what the numbers mean. */
export const machineKey = {
	meaning: {
		'show-diagnoses': 'what is wrong with the run: evidence, reason, what to do',
		'show-doctor': 'check Docker, GPU, container and WSL, each with what to do',
		'show-advice': 'batch size, workers, image size and shm-size that fit this machine',
		'show-reading': 'read the result the way an experienced person would',
		'show-stacks': 'where each process is now, if the training seems to hang: its Python calls and the likely reason',
		'show-errors': 'the last error in the output, or the last warning if there is no error',
		'show-explanations': 'what a number means, its formula, and what is good; starts with the selected panel, chart or column',
		'explain-text': 'in a text: what its numbers mean',
		'next-number': 'explain the next number',
		'previous-number': 'explain the previous number',
	},
	hint: {
		'show-diagnoses': 'diagnoses', 'show-doctor': 'doctor', 'show-advice': 'advice', 'show-reading': 'reading', 'show-stacks': 'stacks', 'show-errors': 'errors', 'show-explanations': 'explain', 'explain-text': 'explain', 'next-number': 'number', 'previous-number': 'number',
	},
};
