/** Does something for each item, at most `limit` at once, and gives the results in order. The first failure rejects. */
export async function mapLimited<Item, Result>(items: readonly Item[], limit: number, work: (item: Item, index: number) => Promise<Result>): Promise<Result[]> {
	const results: Result[] = [];
	let next = 0;
	async function worker(): Promise<void> {
		while (next < items.length) {
			const index = next;
			next++;
			results[index] = await work(items[index]!, index);
		}
	}

	await Promise.all(Array.from({length: Math.min(limit, items.length)}, async () => worker()));
	return results;
}
