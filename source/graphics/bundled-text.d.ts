/** The program of a thread with all that it needs, put into the program as text when it is built. */
declare module '*?bundled' {
	const text: string;
	export default text;
}
