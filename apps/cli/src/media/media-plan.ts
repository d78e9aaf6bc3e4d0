// Settings for fetching files: the configuration, overridden by flags.
import type { MediaHosts } from "@chatledger/archive"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { readMediaSetting } from "../configuration/config-file.ts"
import { mediaKinds, sizePattern } from "../configuration/config-schema.ts"
import { WrongUsage } from "../failures/exit.ts"
import { strings } from "../messages/strings.ts"

export interface MediaPlan extends MediaHosts {
  readonly isSynced: boolean
  readonly kinds: ReadonlyArray<string>
  /** Bytes. */
  readonly maxFileSize: number
  readonly maxRunSize: number
  readonly diskQuota: number
  readonly maxRenewals: number
  /** Also retry files that were given up. */
  readonly again: boolean
}

export interface MediaFlags {
  readonly config: Option.Option<string>
  readonly kind?: ReadonlyArray<string>
  readonly maxFileSize?: Option.Option<string>
  readonly maxRunSize?: Option.Option<string>
  readonly again?: boolean
}

const powers: Readonly<Record<string, number>> = { KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 }

const bytesIn = (text: string): number | undefined => {
  const [, count, unit = ""] = sizePattern.exec(text) ?? []
  return count === undefined ? undefined : Number(count) * (powers[unit] ?? 1)
}

const DEFAULT_FILE = 200e6
const DEFAULT_RUN = 5e9
const DEFAULT_RENEWALS = 300

const sizeOf = Effect.fnUntraced(function* (name: string, flag: Option.Option<string> | undefined) {
  const text = flag === undefined ? undefined : Option.getOrUndefined(flag)
  if (text === undefined) return undefined
  const bytes = bytesIn(text.replace(/\s/g, "").toUpperCase())
  if (bytes === undefined) return yield* new WrongUsage({ reason: strings.media.size(name, text) })
  return bytes
})

/** The plan from configuration and flags; fails with `WrongUsage`. */
export const mediaPlan = Effect.fnUntraced(function* (flags: MediaFlags) {
  const setting = (yield* readMediaSetting(flags.config)) ?? {}
  const known: ReadonlyArray<string> = mediaKinds
  for (const kind of flags.kind ?? [])
    if (!known.includes(kind))
      return yield* new WrongUsage({ reason: strings.media.kind(kind, known.join(", ")) })
  const chosen = flags.kind ?? []
  const configured = (text: string | undefined) => (text === undefined ? undefined : bytesIn(text))
  return {
    isSynced: setting.sync ?? false,
    kinds: chosen.length > 0 ? chosen : (setting.kinds ?? known),
    maxFileSize:
      (yield* sizeOf("max-file-size", flags.maxFileSize)) ?? configured(setting.maxFileSize) ?? DEFAULT_FILE,
    maxRunSize:
      (yield* sizeOf("max-run-size", flags.maxRunSize)) ?? configured(setting.maxRunSize) ?? DEFAULT_RUN,
    diskQuota: configured(setting.diskQuota) ?? Number.POSITIVE_INFINITY,
    maxRenewals: setting.maxRenewals ?? DEFAULT_RENEWALS,
    hosts: setting.hosts ?? [],
    privateHosts: setting.privateHosts ?? [],
    again: flags.again ?? false
  } satisfies MediaPlan
})
