// What names cost: tables made anew, and an export to CSV, of an archive of messages, without and with a reply of
// getContacts with 100,000 entries, the writers of the messages among them.
//
// The messages are imported with names of the journal alone, so that both sides write the same columns. Compare CPU.
import { execFileSync } from "node:child_process"
import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { count, folder, instance, makeMessages, ndjson } from "./data.ts"
import { binary, measure, report, type Side } from "./measure.ts"

const CONTACTS = 100_000

const contactsReply = () =>
  JSON.stringify(
    Array.from({ length: CONTACTS }, (_, index) => ({
      id: `7900${String(index).padStart(7, "0")}@c.us`,
      name: `Name ${index} \u{1f338}`,
      contactName: index % 3 === 0 ? `Имя ${index}` : "",
      type: "user"
    }))
  )

await makeMessages()
const work = `${folder}/names`
rmSync(work, { recursive: true, force: true })
mkdirSync(work, { recursive: true })
const run = (...words: ReadonlyArray<string>) =>
  execFileSync(process.execPath, [binary, ...words], { stdio: ["ignore", "ignore", "inherit"] })

const archives = ["without", "with"].map((name) => {
  const archive = `${work}/${name}`
  run("import", ndjson, "--instance", instance, "--archive", archive)
  if (name === "with") {
    writeFileSync(`${work}/contacts.json`, contactsReply())
    run("import", `${work}/contacts.json`, "--instance", instance, "--archive", archive)
  }
  return { name: `${name} ${CONTACTS} contacts`, archive }
})
const side = (
  words: (archive: string) => ReadonlyArray<string>,
  before: (archive: string) => void
): ReadonlyArray<Side> =>
  archives.map(({ archive, name }) => ({
    name,
    before: () => before(archive),
    commands: [[binary, ...words(archive), "--archive", archive]]
  }))

report(
  `Tables of ${count} messages`,
  measure(
    side(
      () => ["sql", "select 1 as loaded"],
      (archive) => rmSync(`${archive}/cache`, { recursive: true, force: true })
    )
  )
)
report(
  `CSV of the messages, with names beside ids`,
  measure(
    side(
      (archive) => ["export", "--table", "messages", "--format", "csv", "--out", `${archive}-csv`],
      (archive) => rmSync(`${archive}-csv`, { recursive: true, force: true })
    )
  )
)
rmSync(work, { recursive: true, force: true })
