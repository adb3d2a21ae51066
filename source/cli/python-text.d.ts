/** The text of a Python file, put into the program when it is built. */
declare module '*.py?raw' {
	const text: string;
	export default text;
}
