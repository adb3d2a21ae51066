/**
Why a row is above its target where it is missed, by the words of the row. What is found out about a number is written here and
nowhere else: it comes into the table of results with the number.
*/
export const reasons: Readonly<Record<string, string>> = {
	'first picture of a log file, with its values': 'The whole screen is drawn at once, before Ink is loaded. Half of the time is Node understanding 0.9 MB of program, a third running it for the first time. V8 would have to be handed compiled code to do better.',
	'first picture of a container, with its values': 'As of a log file, and in addition dockerode (0.1 MB) and three answers of the engine one after the other: who it is, how the container was made, its log.',
	'status of a log file': 'Node understands 0.4 MB of program: the texts of two languages, the rules of the advisor, the command line.',
	'status of a container': 'As of a log file, and in addition dockerode, the live line of the running epoch (waited for, 0.15 s after its last piece) and looks for a training and its run directory in the container, because nothing is remembered from one call to the next.',
	'a run that does not change': 'Once a second the clock, the file, and every other second the machine are looked at; a tenth of a millisecond each, the rest is the waking.',
	'ordinary lines': 'A line of a layer table reaches 54 to 79 MB/s. A line of detection (16 to 24 MB/s) costs its nine fields and its event; a coloured line (24 to 32 MB/s) costs two copies of its text.',
	'after start': 'Node itself has half of it. The rest is Ink, React and its layout engine (16 MB of WebAssembly memory, hardly touched) and the compiled program.',
	'after 1,000,000 lines': 'A heap snapshot after 400,000 lines has 37 MB, 16 MB of them the layout engine: no buffer grows. The rest is what V8 has not collected yet; `source/commands/small-heap.ts` keeps that small.',
	'`yolotop status`: all of it read and understood': 'The bars are skipped without being decoded; what is left is the copying of each byte from the socket and the search for the ends of its lines in one thread, while the docker command copies only.',
	'engine with yolotop': 'yolotop reads `logs` for the record and `attach` for the line that has not ended, since neither is enough, and asks for the processes of the container.',
};
