import {quoteWord} from '../../domain/shell-quote.ts';
import {
	optionsOf,
	type CompletionOption,
	type CompletionShell,
	type CompletionTable,
} from './completion-table.ts';

/** The command that prints the names of the containers, one a line. */
export const targetsWord = 'targets';

const askTargets = `yolotop completion ${targetsWord} 2>/dev/null`;

const spellings = ({name, short}: CompletionOption) => [`--${name}`, ...(short === undefined ? [] : [`-${short}`])];

/** Options with the same values share a row. */
function valueRows({options}: CompletionTable): ReadonlyArray<{readonly words: readonly string[]; readonly values: readonly string[]}> {
	const rows = new Map<string, {words: string[]; values: readonly string[]}>();
	for (const option of options) {
		if (option.values === undefined) {
			continue;
		}

		const row = rows.get(option.values.join(' ')) ?? {words: [], values: option.values};
		row.words.push(...spellings(option));
		rows.set(option.values.join(' '), row);
	}

	return [...rows.values()];
}

function bashScript(table: CompletionTable): string {
	const names = table.verbs.map(({name}) => name);
	const optionWords = (verb?: typeof names[number]) => optionsOf(table, verb).flatMap(option => spellings(option)).join(' ');
	return `# Completion of yolotop for bash: source <(yolotop completion bash)
_yolotop() {
	local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} verb= index
	COMPREPLY=()
	for ((index = 1; index < COMP_CWORD; index++)); do
		case \${COMP_WORDS[index]} in
			${names.join('|')}) verb=\${COMP_WORDS[index]}; break ;;
		esac
	done
	case $before in
${valueRows(table).map(({words, values}) => `\t\t${words.join('|')}) COMPREPLY=($(compgen -W ${quoteWord(values.join(' '))} -- "$word")); return ;;`).join('\n')}
	esac
	if [[ $word == -* ]]; then
		case $verb in
${names.map(name => `\t\t\t${name}) COMPREPLY=($(compgen -W ${quoteWord(optionWords(name))} -- "$word")) ;;`).join('\n')}
			*) COMPREPLY=($(compgen -W ${quoteWord(optionWords())} -- "$word")) ;;
		esac
		return
	fi
	case $verb in
		completion) COMPREPLY=($(compgen -W 'bash zsh fish' -- "$word")); return ;;
		'') COMPREPLY=($(compgen -W ${quoteWord(names.join(' '))} -- "$word")) ;;
	esac
	COMPREPLY+=($(compgen -W "$(${askTargets})" -- "$word"))
}
# Without a command or container that fits: files.
complete -o default -F _yolotop yolotop
`;
}

function zshScript(table: CompletionTable): string {
	const described = (name: string, text: string) => quoteWord(`${name.replaceAll(':', String.raw`\:`)}:${text}`);
	const optionWords = (options: readonly CompletionOption[]) => options.flatMap(option => spellings(option).map(word => described(word, option.text))).join(' ');
	const names = table.verbs.map(({name}) => name);
	return `#compdef yolotop
# Completion of yolotop for zsh: source <(yolotop completion zsh), or as _yolotop in a folder of $fpath.
_yolotop() {
	local verb='' word
	local -a options commands targets
	for word in \${words[2,CURRENT-1]}; do
		case $word in
			(${names.join('|')}) verb=$word; break ;;
		esac
	done
	case \${words[CURRENT-1]} in
${valueRows(table).map(({words, values}) => `\t\t(${words.join('|')}) ${values.length === 0 ? '_message value' : `compadd -- ${values.join(' ')}`}; return ;;`).join('\n')}
	esac
	if [[ $PREFIX == -* ]]; then
		case $verb in
${names.map(name => `\t\t\t(${name}) options=(${optionWords(optionsOf(table, name))}) ;;`).join('\n')}
			(*) options=(${optionWords(optionsOf(table, undefined))}) ;;
		esac
		_describe -o option options
		return
	fi
	if [[ $verb == completion ]]; then
		compadd -- bash zsh fish
		return
	fi
	if [[ -z $verb ]]; then
		commands=(${table.verbs.map(({name, text}) => described(name, text)).join(' ')})
		_describe command commands
	fi
	targets=(\${(f)"$(${askTargets})"})
	compadd -- $targets
	_files
}
if [[ $funcstack[1] == _yolotop ]]; then
	_yolotop "$@"
else
	compdef _yolotop yolotop
fi
`;
}

function fishScript(table: CompletionTable): string {
	const names = table.verbs.map(({name}) => name);
	const without = `-n ${quoteWord(`not __fish_seen_subcommand_from ${names.join(' ')}`)}`;
	const optionRow = ({name, short, values, verbs, text}: CompletionOption) => [
		'complete -c yolotop',
		...(verbs === undefined ? [] : [verbs.includes('monitor') ? without : `-n ${quoteWord(`__fish_seen_subcommand_from ${verbs.join(' ')}`)}`]),
		`-l ${name}`,
		...(short === undefined ? [] : [`-s ${short}`]),
		...(values === undefined ? [] : [values.length === 0 ? '-x' : `-x -a ${quoteWord(values.join(' '))}`]),
		`-d ${quoteWord(text)}`,
	].join(' ');
	return `# Completion of yolotop for fish: yolotop completion fish | source
${table.verbs.map(({name, text}) => `complete -c yolotop ${without} -a ${name} -d ${quoteWord(text)}`).join('\n')}
complete -c yolotop -n '__fish_seen_subcommand_from completion' -f -a 'bash zsh fish'
complete -c yolotop -n 'not __fish_seen_subcommand_from completion' -a '(${askTargets})'
${table.options.map(option => optionRow(option)).join('\n')}
`;
}

/** The script that teaches a shell to complete yolotop. Ends with a line feed. */
export function completionScript(shell: CompletionShell, table: CompletionTable): string {
	return {bash: bashScript, zsh: zshScript, fish: fishScript}[shell](table);
}
