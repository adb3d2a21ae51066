/** The build reads these files and hands over what is in them. */
declare module '*.yaml' {
	const content: unknown;
	export default content;
}
