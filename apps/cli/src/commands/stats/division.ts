// `--workers`, `--shard` and `--part`: how a statistic of a dataset is divided.
import type { Statistic } from "@chatledger/analytics"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { isInShard, type Shard, shardOf } from "../../configuration/shard.ts"
import { WrongUsage } from "../../failures/exit.ts"
import { strings } from "../../messages/strings.ts"
import { Messages } from "../../terminal/console.ts"
import type { StatsFlags } from "./command.ts"

const MOST_WORKERS = 64

export type Division =
  | { readonly kind: "whole" }
  | { readonly kind: "workers"; readonly count: number }
  | { readonly kind: "shard"; readonly shard: Shard }
  | { readonly kind: "files"; readonly paths: ReadonlyArray<string> }

export const whole: Division = { kind: "whole" }

const refuse = (reason: string) => Effect.fail(new WrongUsage({ reason }))

const given = (flags: StatsFlags): ReadonlyArray<string> => [
  ...(Option.isSome(flags.workers) ? ["workers"] : []),
  ...(Option.isSome(flags.shard) ? ["shard"] : []),
  ...(flags.part.length > 0 ? ["part"] : [])
]

/** Refuses what would make an answer of a part incomplete. */
const refuseShape = ({ columns, limit, sort }: StatsFlags) => {
  const shapes = Object.entries<Option.Option<unknown>>({ limit, sort, columns })
  const [flag] = shapes.find(([, value]) => Option.isSome(value)) ?? []
  return flag === undefined ? Effect.void : refuse(strings.parts.notWithShard(flag))
}

/** Reads the flags. Fails with `WrongUsage`; a statistic without parts has one worker. */
export const divisionOf = Effect.fnUntraced(function* (flags: StatsFlags, statistic: Statistic) {
  const [flag, other] = given(flags)
  if (flag === undefined) return whole
  if (other !== undefined) return yield* refuse(strings.parts.notTogether(flag, other))
  if (Option.isNone(flags.dataset)) return yield* refuse(strings.parts.needsDataset(flag))
  const { name } = statistic
  if (Option.isSome(flags.workers)) {
    const count = flags.workers.value
    if (count < 1 || count > MOST_WORKERS)
      return yield* refuse(strings.parts.workersCount(count, MOST_WORKERS))
    if (statistic.parts !== undefined) return { kind: "workers", count } satisfies Division
    if (count > 1) yield* Effect.flatMap(Messages, ({ note }) => note(strings.parts.oneProcess(name)))
    return whole
  }
  if (statistic.parts === undefined)
    return yield* refuse(
      statistic.isUserDefined ? strings.parts.noPartsOfOwn(name) : strings.parts.noParts(name)
    )
  const shard = yield* shardOf(flags.shard)
  if (shard !== undefined) {
    yield* refuseShape(flags)
    return { kind: "shard", shard } satisfies Division
  }
  return { kind: "files", paths: flags.part } satisfies Division
})

/** The instances that a division reads from the dataset; undefined for all. */
export const isReadBy = (division: Division) =>
  division.kind === "shard" ? (instance: string) => isInShard(instance, division.shard) : undefined
