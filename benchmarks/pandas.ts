// The same questions of the same tables: DuckDB with the archive's database, and pandas (Debian's python3-pandas) with
// the exported CSV files. Warm, that is with everything read, and from a file on disk to the answer, each in a process
// of its own. Answers stay in the engine, as a table here and a series there; their rows and sums are compared.
import { execFileSync } from "node:child_process"
import { existsSync } from "node:fs"
import { archive, count, folder, makeArchive, tables } from "./data.ts"
import { duckdb } from "./duckdb.ts"
import { binary, root, rounds } from "./measure.ts"

interface Answer {
  readonly name: string
  readonly milliseconds: number
  readonly rows: number
  readonly sum: number
}

/** Each answers a row for a group, with `n`. */
const questions: Readonly<Record<string, string>> = {
  "latest reactions": "select emoji_base, count(*) as n from reactions where is_current group by emoji_base",
  "latest votes": `
    select chat_id, poll_message_id, option_name, count(*) as n
    from poll_votes where is_current group by all`,
  "latest reactions, found in the query": `
    select emoji_base, count(*) as n from (
      select arg_max_null(emoji_base, sequence) as emoji_base
      from reactions group by instance_id, chat_id, target_message_id, reactor_id)
    where emoji_base is not null group by emoji_base`,
  "latest votes, found in the query": `
    with latest as (
      select instance_id, chat_id, poll_message_id, voter_id, max(sequence) as sequence from poll_votes group by all)
    select chat_id, poll_message_id, option_name, count(*) as n
    from poll_votes semi join latest using (instance_id, chat_id, poll_message_id, voter_id, sequence)
    where option_name is not null group by all`,
  "latest message of each chat": `
    select instance_id, chat_id, arg_max(message_id, (sent_at, message_id)) as message_id, 1 as n
    from messages group by instance_id, chat_id`,
  "latest message of each sender": `
    select instance_id, sender_id, arg_max(message_id, (sent_at, message_id)) as message_id, 1 as n
    from messages group by instance_id, sender_id`,
  "messages by chat": `
    select instance_id, chat_id, count(*) as n, count(distinct sender_id) as senders, max(sent_at) as last
    from messages where is_content group by all`,
  "messages by sender":
    "select instance_id, sender_id, count(*) as n from messages where is_content group by all",
  "messages by type": "select type_message, count(*) as n from messages group by all",
  "activity by day": `
    select epoch(sent_at)::bigint // 86400 as day, count(*) as n, count(distinct sender_id) as senders
    from messages where is_content group by all`,
  "activity by hour": `
    with quarters as (
      select epoch(sent_at)::bigint // 900 as quarter, count(*) as n from messages where is_content group by all)
    select dayofweek(timezone('Europe/Moscow', to_timestamp(quarter * 900))) as weekday,
           hour(timezone('Europe/Moscow', to_timestamp(quarter * 900))) as hour, sum(n)::bigint as n
    from quarters group by all`,
  "response times": `
    with neighbours as (
      select instance_id, chat_id, sender_id, epoch(sent_at) - lag(epoch(sent_at)) over chat as seconds,
             lag(sender_id) over chat as before
      from messages where is_content window chat as (partition by instance_id, chat_id order by sent_at, message_id))
    select instance_id, chat_id, count(*) as n, median(seconds) as median
    from neighbours where before <> sender_id group by all`
}

await makeArchive()
const csv = `${folder}/csv`
const tablesAsked = ["messages", "reactions", "poll_votes"]
if (!existsSync(`${csv}/manifest.json`))
  execFileSync(process.execPath, [
    ...[binary, "export", "--archive", archive, "--format", "csv", "--tz", "UTC", "-o", csv, "--quiet"],
    ...tablesAsked.flatMap((name) => ["--table", name])
  ])

const median = (values: ReadonlyArray<number>) =>
  values.toSorted((left, right) => left - right)[values.length >> 1] ?? Number.NaN

const asked = async (): Promise<ReadonlyArray<Answer>> => {
  const { connection, run } = await duckdb(tables, { access_mode: "READ_ONLY" })
  const answers: Array<Answer> = []
  for (const [name, sql] of Object.entries(questions)) {
    const taken: Array<number> = []
    let [rows, sum] = [0, 0]
    for (let round = 0; round < 4; round += 1) {
      const start = performance.now()
      await run(`create or replace temp table answer as ${sql}`)
      if (round > 0) taken.push(performance.now() - start)
      const told = await connection.runAndReadAll("select count(*), sum(n) from answer")
      const [counted = []] = told.getRows()
      ;[rows, sum] = [Number(counted[0]), Number(counted[1])]
    }
    answers.push({ name, milliseconds: median(taken), rows, sum })
  }
  return answers
}

const pandas = (mode: string): ReadonlyArray<Answer> =>
  JSON.parse(
    execFileSync("/usr/bin/python3", [`${root}benchmarks/pandas-side.py`, csv, mode], {
      encoding: "utf8",
      maxBuffer: 1 << 24
    })
  )

const ours = await asked()
const theirs = pandas("warm")
console.log(
  `\n### ${count} messages, warm\n\n| question | chatledger ms | pandas ms | times |\n|---|--:|--:|--:|`
)
for (const [index, { name, milliseconds, rows, sum }] of ours.entries()) {
  const other = theirs[index]
  if (other?.rows !== rows || other.sum !== sum)
    throw new Error(`${name}: ${rows} rows of ${sum}, pandas has ${other?.rows} of ${other?.sum}`)
  console.log(
    `| ${name} | ${milliseconds.toFixed(0)} | ${other.milliseconds.toFixed(0)} | ${(other.milliseconds / milliseconds).toFixed(1)} |`
  )
}

const taken = (run: () => void) => {
  const start = performance.now()
  run()
  return (performance.now() - start) / 1000
}
console.log(
  `\n### From the file to the answer, processes of their own\n\n| question | chatledger s | pandas s | times |\n|---|--:|--:|--:|`
)
const statistics = {
  "latest reactions": "reactions_by_emoji",
  "latest votes": "poll_results",
  "messages by chat": "messages_by_chat"
}
for (const [name, statistic] of Object.entries(statistics)) {
  const [own, other]: [Array<number>, Array<number>] = [[], []]
  for (let round = 0; round < rounds; round += 1) {
    const words = [binary, "stats", statistic, "--archive", archive, "--format", "csv"]
    own.push(taken(() => execFileSync(process.execPath, words, { maxBuffer: 1 << 28, stdio: "pipe" })))
    other.push(taken(() => pandas(name)))
  }
  const [left, right] = [median(own), median(other)]
  console.log(`| ${name} | ${left.toFixed(2)} | ${right.toFixed(2)} | ${(right / left).toFixed(1)} |`)
}
