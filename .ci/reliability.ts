// docs/reliability.md: what the reliability tests prove, with the numbers that they published in docs/reliability/*.json.
//
// The suites take long and are not run for the page: each of them fails if it proves less than it has
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
    title: "Power failure at every call",
    room: "packages/archive",
    proves: `A simulated disk in memory loses everything that was not flushed: bytes of files (all, none, zeros, torn at any byte) and
names in folders (any subset, in any order). Every operation is crashed before every call to the disk, and in the middle of
every write; each state counts once. After each crash: everything reported as saved exists byte for byte, nothing is incomplete or
damaged, the next run produces the same archive as an undisturbed run, without duplicates, and an hour later there are no leftovers. Everything that
\`prune\` and \`forget\` reported as removed is gone, and everything else is kept.`,
    seeds:
      "Deterministic: all states of every operation; every 19th of them in CI. Locks are renewed while other threads work, so the number of calls depends on the machine.",
    isWhole: true
  },
  {
    name: "export",
    title: "Power failure during an export",
    room: "packages/export",
    file: "crash",
    proves: `The same simulated disk, with an export that replaces an older one with other tables, including a dataset. Every file is completely the old or the new one, a manifest
exists only together with the files that it lists, a finished export is complete, and the next run needs no \`--force\`, completes the folder and leaves
no leftovers.`,
    seeds: "Deterministic: all states of an export of CSV and Parquet; in the long run also of a workbook."
  },
  {
    name: "dataset",
    title: "A dataset under readers and SIGKILL",
    room: "packages/export",
    file: "dataset-kill",
    proves: `A process writes one version after another of two tables into a dataset, while another reads it without a pause: every read is a whole version of both
tables, and never an older one than the read before. A process that writes a version is killed at moments spread over its whole export: a reader then sees the old
version or the new one, and the next run completes it.`,
    seeds: "50 commits and 200 moments; 8 and 4 in CI. The moments depend on the machine.",
    isWhole: true
  },
  {
    name: "refusals",
    title: "Disk errors",
    room: "packages/archive",
    proves: `Disk full, read-only, no permission, too many open files, input/output error: at each call of every operation, once and
permanently. The error names the file and says what to do, nothing is reported as saved that does not exist, and the next run completes it. As
root also on a real disk of 64 KB.`,
    seeds:
      "Deterministic: all calls of every operation; every eleventh of them in CI. Locks are renewed while other threads work, so the number of calls depends on the machine.",
    isWhole: true
  },
  {
    name: "kill",
    title: "SIGKILL",
    room: "apps/cli",
    proves: `The built binary is killed in the middle of \`sync\` (against the journal server), \`import\`, \`compact\` and \`export\`, repeatedly on
the same folder: when a file there changes, as reported by the operating system, or a few milliseconds later. Everything reported as saved on standard error, or by exit code 0,
is archived; archived data is kept; import and compact store nothing twice; every exported file is completely the old or the new one, and a
manifest exists only together with the files it lists. The next command starts at once, even if a process was killed while taking or taking over a lock. A kill leaves
only locks, which the next command that needs them takes over, and temporary files (\`.tmp-\` and 12 hexadecimal digits); the first command that
finishes an hour later removes both.`,
    seeds:
      "Seeds 1 and 2 select the changes; the exact moment depends on the operating system. `CHATLEDGER_SEED=17` selects others."
  },
  {
    name: "live-round-trip",
    title: "What is recorded can be replayed",
    room: "apps/cli",
    proves: `An archive of generated accounts is served as the journal; syncing from that server at the times of the recording, with errors, resets and truncated
replies, reproduces it: every message is there, and poll options, media, links, places, contacts and quotes are the same rows. When this archive is served again, all
tables are the same.`,
    seeds: "Accounts 0 to 199; 0 to 19 in CI. `CHATLEDGER_SEED=34` replays one.",
    isWhole: true
  },
  {
    name: "day",
    title: "A virtual day",
    room: "packages/archive",
    proves: `3 to 50 instances, a sync every 5 to 60 minutes, a service that keeps one to three days and has its own clock, machines that are off for up to 40 hours, messages that appear late, 429, 466, 5xx, replies that hang or
are interrupted, truncated gzip, HTML with status 200, hours without a network, clocks that jump by up to two hours, machines that lose power in the
middle of a sync, an hour with a full disk. At the end: every acknowledged reply exists, and every message of the time that the
archive reports as covered is in it.`,
    seeds:
      "Seeds 1 to 200, of which every fourth is a full day and the others ten hours; 1 to 16 in CI, 1 to 5,000 in the long run. `CHATLEDGER_SEED=17` replays one."
  },
  {
    name: "media-days",
    title: "Virtual days with files",
    room: "packages/archive",
    proves: `26 days of an account with files of messages: links that live for hours, new links for some days more, a run every 1 to 20 hours, and in every third run a service with faults (no reply, 5xx, truncated and compressed bodies). At the end: every file that a run without
faults could have fetched is there, with the right bytes, and no result names a file that is not.`,
    seeds: "Seeds 1 to 200; 1 to 4 in CI, 1 to 2,000 in the long run. `CHATLEDGER_SEED=17` replays one."
  },
  {
    name: "heal-days",
    title: "Virtual days with histories",
    room: "apps/cli",
    proves: `14 days (5 in CI) of an account with 2 to 6 chats, a service that keeps 24 to 36 hours, a machine that is off for up to five days, and after each sync the histories of chats that were active around lost time, with budgets
of 5 to 300 calls a month and 1 to 3 per chat, and refused, truncated and missing replies. At the end: where \`healed_gaps\` reports that a chat's lost time is filled, every message of that time is there; and no budget is exceeded.`,
    seeds: "Seeds 1 to 20; 2 and 3 in CI, 1 to 300 in the long run. `CHATLEDGER_SEED=17` replays one."
  },
  {
    name: "corruption",
    title: "Damaged files",
    room: "packages/archive",
    proves: `Flipped bits, changed bytes, truncated ends, missing starts, zeros, bytes after the end, swapped and duplicated files. \`verify\` and
every read report all damaged snapshots and no others. Bits that zstd ignores do not count as damage.`,
    seeds: "Seeds 1 to 20; 1 and 2 in CI, 1 to 200 in the long run."
  },
  {
    name: "pack-corruption",
    title: "Damaged packs",
    room: "packages/archive",
    proves: `The same damage to packs written by \`compact\`. Every byte of a pack is significant: \`verify\` reports every changed pack and
no others. A read returns the archived data byte for byte, or reports the pack; no snapshot silently disappears from a list.`,
    seeds: "Seeds 1 to 10; 1 to 3 in CI, 1 to 100 in the long run."
  },
  {
    name: "malformed",
    title: "Malformed bodies",
    room: "packages/archive",
    proves: `Wrong structure, encoding, depth, numbers, keys, escapes, fields and transport, and mutations of valid replies: no crash, no body takes a
second, every error names the instance or the file, every JSON list is accepted, accepted bodies that are not valid lists are reported, and every
accepted body is returned byte for byte, through \`sync\` and \`import\`.`,
    seeds: "Seeds 1 to 10 for the mutations; 1 in CI, 1 to 200 in the long run."
  }
]

const numbers = (root: string, name: string): Readonly<Record<string, number>> | undefined => {
  const path = join(root, "docs/reliability", `${name}.json`)
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined
}

/** Kinds of worlds, by the name of their suite. */
const worlds = {
  machines: "languages, calendars, digits, umasks, paths",
  zones: "time zones, most of which change their clocks in 2026",
  clocks: "clocks ahead, behind, far away, jumping",
  disks: "disks read-only, full",
  vanished: "disks that go away and come back",
  containers: "containers with the same host name, and with different ones",
  networks: "proxies, a private certificate authority"
}
const worldColumns = ["worlds", "commands", "equal outputs", "told of"]

const worldSection = (root: string): string => {
  const rows = Object.entries(worlds).map(([name, title]) => {
    const counts = numbers(root, `world-${name}`)
    const cells = worldColumns.map((column) => (counts === undefined ? "–" : shown(counts[column] ?? 0)))
    return `| ${title} | ${cells.join(" | ")} |`
  })
  return `## Other environments

The built binary runs its demo, and imports, exports, queries, reports and syncs a small account, with other languages and calendars (Thai, Persian, Kurdish, Arabic,
Japanese, …), in time zones that change their clocks in 2026, with wrong clocks, on disks that fail or disappear, from folders with unusual names, in
containers, and through proxies. Every file equals that of the normal environment byte for byte, or the command ends with an error that says what to do.

| | environments | commands | equal outputs | errors with advice |
|---|---:|---:|---:|---:|
${rows.join("\n")}

A dash means that no complete run has been published yet. CI runs a part; to run all of it, as root and with Debian's \`faketime\`:

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
export const reliabilityPage = (root: string): string => `# Reliability tests

An archive that runs unattended for years must not lose anything that it has acknowledged, must not store anything twice, and must report what it could not fetch.
Each section is a suite of \`npx -y pnpm@12 test:reliability\`. CI runs a part of every one of them (\`CHATLEDGER_RELIABILITY=part\`); a run that proves less
than the numbers here fails. Generated from \`docs/reliability/*.json\`, which the suites write with \`CHATLEDGER_PUBLISH=1\`.

The long runs, \`npx -y pnpm@12 soak\`, take some hours. What each fetch covers, and that reported gaps contain all lost time, is tested next to
the code that computes it (\`packages/archive/test/journal-time.test.ts\`).

Completed long runs have their own column of numbers. No long run has been completed yet for: ${withoutLongRun(root)}.

${suites.map((suite) => section(root, suite)).join("\n")}
${worldSection(root)}
## Suites without published numbers

| | every CI run | \`test:reliability\` |
|---|---|---|
| hostile texts as CSV and XLSX, read by papaparse, LibreOffice and openpyxl (\`packages/export\`) | all 10,000 | all 10,000 |
| exit codes and remaining data on damaged archives and full disks (\`apps/cli\`) | half of the damages, all disks | all |
| tables, statistics, people, pseudonyms and reports against a model in TypeScript (\`apps/analytics\`) | 3 accounts, 40 histories, in \`test\` | 150 accounts, 2,000 histories |
| backups at any moment, compaction, coverage (\`packages/archive/test\`) | a part, in \`test\` | all |
| workbooks at Excel's full rows and columns (\`packages/export\`) | none | none: \`npx -y pnpm@12 soak limits\` |

LibreOffice and openpyxl must be installed, and the full-disk tests need root: otherwise these tests are skipped, with a message.

## Limits

- On a file system without hard links, a process killed between creating a lock and writing to it blocks the next one for a minute.
- The simulated disk is stricter than real file systems, but it is a model: it does not cover hardware that reports a flush without performing it.
- A message that appears more than ten minutes after it was sent, while no later fetch reaches back to it, is not detected as missing.
- Windows cannot flush folders: there, a power failure may undo the last renames.
`
