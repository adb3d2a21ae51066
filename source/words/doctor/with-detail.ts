/** What the machine itself said goes behind in brackets. */
export const withDetail = (words: string, detail: string): string => detail === '' ? words : `${words} (${detail})`;
