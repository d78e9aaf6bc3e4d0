// Hostile little accounts: from a seed, saved replies that hold every quirk that the design pages name. By
// default 20 to 120 events and 3 to 12 replies over 1 to 3 instances; records keep the types of the schema.
// It does not know what the tables should say of them: that is reference.ts. Gotcha: a reply may be
// repeated byte for byte at another time, which an import would call the same.

import { randomFrom } from "@chatledger/sample-account"
import { castOf } from "./account/cast.ts"
import { timelineOf } from "./account/timeline.ts"
import { repliesOver } from "./account/windows.ts"
import type { Reply } from "./observations.ts"

/** How large an account is; what is left out follows from the seed. */
export type AccountOptions = {
  /** Events of the timeline; some make two or three records. */
  readonly events?: number
  /** Replies. */
  readonly replies?: number
  /** Instances, 1 to 3. */
  readonly instances?: number
  /** True if no reply lacks contents that another one has. */
  readonly isWhole?: boolean
}

/** The account of a seed: the same seed and options give the same replies. */
export const generateAccount = (
  seed: number,
  options: AccountOptions = {}
): { readonly replies: ReadonlyArray<Reply> } => {
  const random = randomFrom(seed)
  const cast = castOf(random, options.instances ?? random.pick([1, 1, 2, 3]))
  const start = 1_700_000_000 + random.between(0, 86_400)
  const events = options.events ?? random.between(20, 120)
  const entries = timelineOf(random, cast, start, events)
  const last = entries.reduce((latest, { sentAt }) => Math.max(latest, sentAt), start)
  const end = last + random.pick([60, 7200, 90_000])
  const replies = options.replies ?? random.between(3, 12)
  return { replies: repliesOver(random, cast, entries, start, end, replies, options.isWhole ?? false) }
}
