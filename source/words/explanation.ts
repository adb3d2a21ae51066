/** What a number is called, what it means in two sentences, how it is computed, and what is good. A formula or a value that does not exist is empty. */
export type Explanation = {readonly name: string; readonly what: string; readonly formula: string; readonly good: string};
