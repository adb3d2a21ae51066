/** Something of a module of Node's; a function, so that the bundler may leave out what nobody uses. */
// An import here would be replaced by a call of this very function.
// eslint-disable-next-line n/prefer-global/process
export const takeBuiltin = (module, name) => process.getBuiltinModule(module)[name];
