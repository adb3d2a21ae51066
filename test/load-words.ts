import {languages, loadWords} from '../source/words/words.ts';

// The program loads the words of the person's language when it starts; the tests read all of them.
for (const language of languages) {
	await loadWords(language);
}
