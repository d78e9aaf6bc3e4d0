// A share of the instances, so that several machines can sync one configuration or query one dataset: `--shard 2/5`.
//
// An instance's shard depends only on its id, so adding another moves none. Shards may differ in size.

import { createHash } from "node:crypto"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { WrongUsage } from "../failures/exit.ts"
import { strings } from "../messages/strings.ts"

/** One of several shards, from 1. */
export interface Shard {
  readonly number: number
  readonly of: number
}

/** The shard in a flag; undefined without one. Fails with `WrongUsage`. */
export const shardOf = (flag: Option.Option<string>): Effect.Effect<Shard | undefined, WrongUsage> => {
  if (Option.isNone(flag)) return Effect.succeed(undefined)
  const [, number, of] = /^(\d{1,5})\/(\d{1,5})$/.exec(flag.value) ?? []
  const shard = { number: Number(number), of: Number(of) }
  return shard.number >= 1 && shard.number <= shard.of
    ? Effect.succeed(shard)
    : Effect.fail(new WrongUsage({ reason: strings.recording.shard(flag.value) }))
}

/** Whether an instance is in a shard; each is in exactly one. */
export const isInShard = (idInstance: string, { number, of }: Shard): boolean =>
  createHash("sha256").update(idInstance).digest().readUInt32BE(0) % of === number - 1
