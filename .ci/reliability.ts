// docs/reliability.md: what is proved, in numbers that the suites have published in docs/reliability/*.json.
//
// The suites are long and are not run for the page: each of them fails by itself if it proves less than it has
// published.
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"

interface Suite {
  readonly name: string
  readonly title: string
  readonly room: "packages/archive" | "packages/export" | "apps/cli"
  /** Default: the name. */
  readonly file?: string
  readonly proves: string
  readonly seeds: string
  /** `test:reliability` is all there is: the long run does no more. */
  readonly isWhole?: boolean
}

const suites: ReadonlyArray<Suite> = [
  {
    name: "crash",
    title: "The power goes at every call",
    room: "packages/archive",
    proves: `A disk in memory that forgets what was not flushed: bytes of files (all, none, zeros, torn at any byte) and
names in folders (any part of them, in any order). Every operation is crashed before every call to the disk, and in the middle of
every write; each state counts once. Then: everything that was told as kept is there byte for byte, nothing is half there or
damaged, the next run brings the archive that an undisturbed run brings, without anything twice, and an hour later nothing is left over. What
\`prune\` and \`forget\` told as gone is gone, and all else stays.`,
    seeds:
      "No chance in it: all states of every operation; every 13th of them in CI. A lock is renewed while other threads work, so the number of calls is the machine's.",
    isWhole: true
  },
  {
    name: "export",
    title: "The power goes in an export",
    room: "packages/export",
    file: "crash",
    proves: `The same disk, under an export that replaces an older one with other tables, a dataset among them. Every file is the old or the new one, whole, a manifest
only lies beside the files that it lists, an export that ended is there, the next run needs no \`--force\`, completes the folder and leaves
nothing over.`,
    seeds: "No chance in it: all states of an export of CSV and Parquet; of a workbook too in the long run."
  },
  {
    name: "refusals",
    title: "The disk refuses",
    room: "packages/archive",
    proves: `Disk full, read-only, no permission, too many open files, input/output error: at each call of every operation, once and
from then on. The error names the file and says what to do, nothing is told as kept that is not there, and the next run completes it. As
root also on a real disk of 64 KB.`,
    seeds:
      "No chance in it: all calls of every operation; every seventh of them in CI. A lock is renewed while other threads work, so the number of calls is the machine's.",
    isWhole: true
  },
  {
    name: "kill",
    title: "SIGKILL",
    room: "apps/cli",
    proves: `The built binary is killed in the middle of \`sync\` (against the journal server), \`import\`, \`compact\` and \`export\`, again and again on
the same folder: at a change of a file there, as the operating system tells it, or some milliseconds later. What it told on standard error, or by exit code 0,
is archived; what was archived stays; an import and a compact keep nothing twice; every exported file is the old or the new one, whole, and a
manifest only lies beside the files it lists. The next command goes on at once, whatever was killed in the middle of taking or taking over a lock. A kill leaves
locks, which the next command that needs them takes over, and temporary files (\`.tmp-\` and 12 hexadecimal digits), and nothing else; the first command that comes to
its end an hour later leaves neither.`,
    seeds:
      "Seeds 1 and 2 choose the changes; the operating system chooses the instant. `CHATLEDGER_SEED=17` chooses others."
  },
  {
    name: "live-round-trip",
    title: "What is recorded can be replayed",
    room: "apps/cli",
    proves: `An archive of made-up accounts is served as the journal; syncs of the server at the moments of the recording, through errors, resets and cut
answers, make it again: every message is there, and polls' options, media, links, places, contacts and quotes are the same rows. Served once more, all
tables are.`,
    seeds: "Accounts 0 to 199; 0 to 39 in CI. `CHATLEDGER_SEED=34` replays one.",
    isWhole: true
  },
  {
    name: "day",
    title: "A virtual day",
    room: "packages/archive",
    proves: `3 to 50 instances, a sync every 5 to 60 minutes, a service that keeps a day to three, machines that are off for up to 40 hours, a clock of its own, messages that appear late, 429, 466, 5xx, answers that hang or
break off, cut gzip, HTML with status 200, hours without a network, clocks that jump by up to two hours, machines that lose power in the
middle of a sync, an hour of full disk. In the evening: every reply that was acknowledged is there, and every message of the time that the
archive calls covered is in it.`,
    seeds:
      "Seeds 1 to 200, of which every fourth is a whole day and the others ten hours; 1 to 16 in CI, 1 to 5,000 in the long run. `CHATLEDGER_SEED=17` replays one."
  },
  {
    name: "corruption",
    title: "Damaged files",
    room: "packages/archive",
    proves: `Flipped bits, other bytes, cut ends, lost starts, zeros, bytes after the end, files in each other's place or twice. \`verify\` and
every read name all damaged snapshots and no other. A bit that zstd does not mean anything by is no damage.`,
    seeds: "Seeds 1 to 20; 1 and 2 in CI, 1 to 200 in the long run."
  },
  {
    name: "pack-corruption",
    title: "Damaged packs",
    room: "packages/archive",
    proves: `The same damage to what \`compact\` made. Every byte of a pack means something: \`verify\` names every pack that is not what was written, and
no other. A read brings what was kept, byte for byte, or names the pack; no snapshot goes missing from a list in silence.`,
    seeds: "Seeds 1 to 10; 1 to 3 in CI, 1 to 100 in the long run."
  },
  {
    name: "malformed",
    title: "Malformed bodies",
    room: "packages/archive",
    proves: `Wrong structure, encoding, depth, numbers, keys, escapes, fields and transport, and mutations of good replies: no crash, no body takes a
second, every error names the instance or the file, what is a list in JSON is accepted, what is accepted and is none is told of, and every
accepted body comes back byte for byte, through \`sync\` and \`import\`.`,
    seeds: "Seeds 1 to 10 for the mutations; 1 and 2 in CI, 1 to 200 in the long run."
  }
]

const numbers = (root: string, name: string): Readonly<Record<string, number>> | undefined => {
  const path = join(root, "docs/reliability", `${name}.json`)
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined
}

/** Kinds of worlds, by the name of their suite. */
const worlds = {
  machines: "languages, calendars, digits, umasks, paths",
  zones: "zones, most of which change their clocks in 2026",
  clocks: "clocks ahead, behind, far away, jumping",
  disks: "disks read-only, full",
  vanished: "disks that go away and come back",
  containers: "containers of one host name, and of two",
  networks: "proxies, a private certificate authority"
}
const worldColumns = ["worlds", "commands", "equal outputs", "told of"]

const worldSection = (root: string): string => {
  const rows = Object.entries(worlds).map(([name, title]) => {
    const counts = numbers(root, `world-${name}`)
    const cells = worldColumns.map((column) => (counts === undefined ? "–" : shown(counts[column] ?? 0)))
    return `| ${title} | ${cells.join(" | ")} |`
  })
  return `## Other worlds

The built binary plays its demo, imports, exports, asks, reports and syncs a small account under other languages and calendars (Thai, Persian, Kurdish, Arabic,
Japanese, …), in zones that change their clocks in 2026, with clocks that are wrong, on disks that refuse or go away, from folders of odd names, in
containers, through proxies. Every file is that of the plain world byte for byte, or the command ends with an error that says what to do.

| | worlds | commands | equal outputs | told of |
|---|---:|---:|---:|---:|
${rows.join("\n")}

A dash: a whole run has not been published yet. CI runs a part; all of it, as root, with \`faketime\` of Debian:

\`\`\`sh
npx -y pnpm@12 test:world
\`\`\`
`
}

const shown = (count: number | undefined) => count?.toLocaleString("en-US") ?? ""

/** How much of a suite runs, by the end of the names of the files with the numbers. */
const extents = { "every CI run": ".part", "`test:reliability`": "", "long run": ".soak" }

const section = (root: string, { name, title, room, file = name, proves, seeds }: Suite): string => {
  const runs = Object.entries(extents).flatMap(([extent, suffix]) => {
    const counts = numbers(root, `${name}${suffix}`)
    return counts === undefined ? [] : [{ extent, counts }]
  })
  const kinds = [...new Set(runs.flatMap(({ counts }) => Object.keys(counts)))]
  const table = [
    `| | ${runs.map(({ extent }) => extent).join(" | ")} |`,
    `|---|${"---:|".repeat(runs.length)}`,
    ...kinds.map((kind) => `| ${kind} | ${runs.map(({ counts }) => shown(counts[kind])).join(" | ")} |`)
  ]
  return `## ${title}\n\n${proves}\n\n${runs.length === 0 ? "No numbers are published yet." : table.join("\n")}\n\n${seeds}\n
\`\`\`sh
cd ${room} && npx vitest run test/reliability/${file}.test.ts
\`\`\`
`
}

/** Suites of which a long run would prove more, and none has been published. */
const withoutLongRun = (root: string): string =>
  suites
    .flatMap(({ name, title, isWhole = false }) =>
      isWhole || numbers(root, `${name}.soak`) !== undefined ? [] : title
    )
    .join(", ")

/** The page. */
export const reliabilityPage = (root: string): string => `# What is proved

An archive that is left alone for years loses nothing that it has acknowledged, keeps nothing twice, and says what it could not have.
Each section is a suite of \`npx -y pnpm@12 test:reliability\`. CI runs a part of every one of them (\`CHATLEDGER_RELIABILITY=part\`); a run that proves less
than the numbers here fails. Made from \`docs/reliability/*.json\`, which the suites write with \`CHATLEDGER_PUBLISH=1\`.

The long runs: \`npx -y pnpm@12 soak\`, some hours. What each fetch covers, and that reported gaps contain all lost time, is proved beside
the code that decides it (\`packages/archive/test/journal-time.test.ts\`).

Where a long run has been run to its end, its numbers stand in a column of their own. It has not been yet for these: ${withoutLongRun(root)}.

${suites.map((suite) => section(root, suite)).join("\n")}
${worldSection(root)}
## Suites that count nothing here

| | every CI run | \`test:reliability\` |
|---|---|---|
| texts of strangers as CSV and XLSX, read by papaparse, LibreOffice and openpyxl (\`packages/export\`) | all 10,000 | all 10,000 |
| exit codes and what stays on damaged archives and full disks (\`apps/cli\`) | all | all |
| tables, statistics, people, pseudonyms and reports against a model in TypeScript (\`apps/analytics\`) | 15 accounts, 150 histories, in \`test\` | 150 accounts, 2,000 histories |
| backups at any moment, compaction, coverage (\`packages/archive/test\`) | a part, in \`test\` | all |
| workbooks at Excel's full rows and columns (\`packages/export\`) | none | none: \`npx -y pnpm@12 soak limits\` |

LibreOffice and openpyxl have to be installed, and a full disk needs root: without them those tests are skipped, and say so.

## What is not proved

- On a file system without hard links, a process killed between making a lock and writing to it stops the next one for a minute.
- The model of the disk is stricter than file systems are, and not a file system: hardware that reports a flush and does not do it is beyond it.
- A message that appears more than ten minutes after it was sent, while no later fetch reaches back to it, is not known to be missing.
- Windows has no flush for folders: there a power cut may undo the last renames.
`
