/** Runs yolotop with the given command line and gives the exit code. */
export async function main(commandLine: readonly string[]): Promise<number> {
	return commandLine.length === 0 ? 0 : 2;
}
