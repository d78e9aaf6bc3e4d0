// Searches of the loaded archive, each in a separate process, beside a statistic of it: a rare word, one of every tenth message,
// a phrase, and a beginning that very many words have.
import { archive, count, makeArchive } from "./data.ts"
import { binary, measure, report } from "./measure.ts"

await makeArchive()
const shared = ["--archive", archive, "--tz", "Europe/Moscow", "--quiet", "--format", "table"]
const search = (name: string, text: string) => ({
  name: `${name}: ${text}`,
  commands: [[binary, "search", text, ...shared]]
})
report(
  `Searches of ${count} messages`,
  measure([
    { name: "stats messages_by_chat", commands: [[binary, "stats", "messages_by_chat", ...shared]] },
    search("a word that is not there", "собрание"),
    search("a word", "спасибо"),
    search("a phrase", '"уже еду"'),
    search("a beginning", "за*")
  ])
)
