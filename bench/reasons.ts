/**
Why a row is above its target where it is missed, by the words of the row. What is found out about a number is written here and
nowhere else: it comes into the table of results with the number.
*/
export const reasons: Readonly<Record<string, string>> = {
	'first picture of a log file, with its values': 'The whole screen is drawn at once, before Ink is loaded. A trial with one script and V8\'s compiled code beside it brought `status` from 2.3 to 1.8 times Node (processor time); that is not built.',
	'first picture of a container, with its values': 'As of a log file, and in addition dockerode (0.1 MB) and three answers of the engine one after the other: who it is, how the container was made, its log.',
	'status of a log file': 'Profiled in processor time: of what it needs beyond Node itself a third is compiling the program, a third running it and Node\'s loader, the rest reading, collecting and optimising. The trial named above would help here, too.',
	'status of a container': 'As of a log file, and in addition dockerode, the live line of the running epoch (waited for, 0.15 s after its last piece) and looks for a training and its run directory in the container, because nothing is remembered from one call to the next.',
	'a run that does not change': 'Profiled: drawing after each tick of the clock 1.5 ms a second, the looks at the machine 1 ms a second, the look at the file once a second.',
	'ordinary lines': 'A line of a layer table reaches 54 to 79 MB/s. A line of detection (16 to 24 MB/s) costs its nine fields and its event; a coloured line (24 to 32 MB/s) costs two copies of its text.',
	'after start': 'Not examined further. The layout engine of Ink has 16 MB of WebAssembly memory, hardly touched.',
	'after 1,000,000 lines': 'A heap snapshot after 400,000 lines has 37 MB, 16 MB of them the layout engine: no buffer grows. The rest is what V8 has not collected yet; `source/commands/small-heap.ts` keeps that small.',
	'`yolotop status`: all of it read and understood': 'Not profiled yet.',
	'engine with yolotop': 'Not profiled. yolotop reads `logs` for the record and `attach` for the line that has not ended, since neither is enough.',
};
