// Chats and instances in completion scripts: each shell asks the archive of the line at the moment of completion.
//
// The library writes choices as words; a word that stands for a list becomes a call of a function. Gotcha: strangers
// choose ids, so only ids of harmless characters are offered. PowerShell's script has fixed lists and offers none.

/** The shells of `--completions`. */
export type Shell = "bash" | "zsh" | "fish" | "powershell"

/** Words that stand for the ids of an archive. */
export const idLists = { chats: "_all_chats_", instances: "_all_instances_" } as const

type IdList = keyof typeof idLists

const questions: Readonly<Record<IdList, string>> = {
  chats:
    'sql "select chat_id from chats group by all order by max(last_message_at) desc nulls last limit 1000"',
  instances: "status --columns instance_id"
}

/** The lines of a question without header, repetition and odd characters. */
const listCommand = (list: IdList, place: string): string =>
  `command chatledger ${questions[list]} --format csv --quiet ${place} </dev/null 2>/dev/null | tail -n +2 | tr -d '\\r' | grep -E '^[A-Za-z0-9@._+-]+$' | awk '!seen[$0]++'`

const bash = `_chatledger--ids()
{
  local _place=() _i
  for ((_i = 1; _i < \${#words[@]}; _i++)); do
    case "\${words[_i]}" in
      --archive|--config) _place+=("\${words[_i]}" "\${words[_i+1]//[\\\\\\"\\']/}") ;;
      --archive=*|--config=*) _place+=("\${words[_i]//[\\\\\\"\\']/}") ;;
    esac
  done
  case "$1" in
    chats) ${listCommand("chats", `"\${_place[@]}"`)} ;;
    instances) ${listCommand("instances", `"\${_place[@]}"`)} ;;
  esac
}
`

const zsh = `_chatledger_place() {
  local i
  place=()
  for ((i = 1; i <= $#words; i++)); do
    case $words[i] in
      --archive|--config) place+=("$words[i]" "\${(Q)words[i+1]}") ;;
      --archive=*|--config=*) place+=("\${(Q)words[i]}") ;;
    esac
  done
}
_chatledger_chats() {
  local -a place ids
  _chatledger_place
  ids=(\${(f)"$(${listCommand("chats", `"\${place[@]}"`)})"})
  compadd "$@" -a ids
}
_chatledger_instances() {
  local -a place ids
  _chatledger_place
  ids=(\${(f)"$(${listCommand("instances", `"\${place[@]}"`)})"})
  compadd "$@" -a ids
}
`

const fish = `function __chatledger_ids
    set -l place
    set -l words (commandline -opc)
    for i in (seq (count $words))
        switch $words[$i]
            case --archive --config
                set -a place $words[$i] $words[(math $i + 1)]
            case '--archive=*' '--config=*'
                set -a place $words[$i]
        end
    end
    switch $argv[1]
        case chats
            ${listCommand("chats", "$place")}
        case instances
            ${listCommand("instances", "$place")}
    end
end
`

/** The script with the words that stand for ids replaced by calls, and with the functions that are called. */
export const withIds = (script: string, shell: Shell): string => {
  const replaced = (before: (list: IdList) => string, after: (list: IdList) => string) =>
    script
      .replaceAll(before("chats"), () => after("chats"))
      .replaceAll(before("instances"), () => after("instances"))
  const quoted = (list: IdList) => `'${idLists[list]}'`
  const first = (text: string, functions: string, mark: string) => text.replace(mark, () => functions + mark)
  switch (shell) {
    case "bash":
      return first(
        replaced(quoted, (list) => `$(_chatledger--ids ${list})`),
        bash,
        "_chatledger--choices()"
      )
    case "zsh":
      return first(
        replaced(
          (list) => `(${idLists[list]})`,
          (list) => `_chatledger_${list}`
        ),
        zsh,
        "_chatledger() {"
      )
    case "fish":
      return fish + replaced(quoted, (list) => `'(__chatledger_ids ${list})'`)
    case "powershell":
      return replaced(quoted, () => "")
  }
}
