export const sharedMemory = {
	need: (need: string) => `The workers hold about ${need} of batches there; the rest is space for the validation.`,
};
