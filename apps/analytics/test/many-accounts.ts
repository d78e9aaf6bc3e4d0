// Many made-up accounts in one database: a load costs a quarter of a second, however little it loads.
//
// The instances of an account are told apart by its seed, as `34-1101000001`, so accounts share nothing but the
// tables. 2 accounts in `test`, 150 in groups of 15 in `test:reliability`; `CHATLEDGER_ACCOUNTS=1000` makes more, and `CHATLEDGER_SEED=34` only the
// one that a failure names.
import { breadth } from "./breadth.ts"
import { generateAccount } from "./model/generator.ts"
import { type StoredReply, withSnapshotIds } from "./model/observations.ts"

const GROUP = 15

const seeds = (): ReadonlyArray<number> => {
  const only = process.env["CHATLEDGER_SEED"]
  if (only !== undefined) return only.split(",").map(Number)
  return Array.from(
    { length: Number(process.env["CHATLEDGER_ACCOUNTS"] ?? breadth(2, 150)) },
    (_, seed) => seed
  )
}

/** The seeds of all accounts, in groups that share a database. */
export const seedGroups = (): ReadonlyArray<ReadonlyArray<number>> => {
  const all = seeds()
  return Array.from({ length: Math.ceil(all.length / GROUP) }, (_, group) =>
    all.slice(group * GROUP, (group + 1) * GROUP)
  )
}

/** The replies of the accounts of some seeds. */
export const repliesOfSeeds = (group: ReadonlyArray<number>): ReadonlyArray<StoredReply> =>
  withSnapshotIds(
    group.flatMap((seed) =>
      generateAccount(seed).replies.map((reply) => ({ ...reply, instanceId: `${seed}-${reply.instanceId}` }))
    )
  )

/** Throws what is different, and how to see it again; the first instance that is named tells the seed. */
export const expectNoDifference = (difference: string | null): void => {
  if (difference === null) return
  const seed = /"(\d+)-\d{10}"/.exec(difference)?.[1]
  throw new Error(seed === undefined ? difference : `${difference}\nagain: CHATLEDGER_SEED=${seed}`)
}
