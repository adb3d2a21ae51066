// What meow has inside one file together with a reader of package.json, whose tables and printer of source code cost every start
// more than the rest of yolotop: the same packages by themselves. The name of the program is given, so no package.json is read and
// none is corrected; there is no help text of meow's, so none is trimmed or indented. The letters are meow's; with others the build
// fails.
export {default as b} from 'minimist-options';
export {default as c} from 'camelcase-keys';
export {default as d} from 'decamelize-keys';
export {default as e} from 'decamelize';
export {default as y} from 'yargs-parser';

const nothing = () => undefined;
const unchanged = text => text;

export {
	nothing as a, nothing as n, unchanged as r, unchanged as t,
};
