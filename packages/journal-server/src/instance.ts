// One instance that is served: its token, state, settings, pace and quota.
//
// Of the token only a digest is kept, and it is compared in constant time.
import * as Crypto from "node:crypto"
import * as Redacted from "effect/Redacted"
import type { Method } from "./methods.ts"
import { type Settings, SettingsInTime } from "./settings.ts"

/** What `getStateInstance` tells; the vendor may have others. */
export type StateInstance =
  | "authorized"
  | "notAuthorized"
  | "blocked"
  | "starting"
  | "suspended"
  | "sleepMode"
  | "yellowCard"
  | (string & {})

/** An instance to be served. */
export interface InstanceOptions {
  readonly idInstance: string
  readonly token: Redacted.Redacted
  /** Over `defaultSettings`. */
  readonly settings?: Settings
  /** Default `authorized`. With `starting` every method but `getStateInstance` is refused. */
  readonly state?: StateInstance
  /** Calls of each method until 466. Default: no end. */
  readonly quota?: number
}

/** Milliseconds between two calls of a method: of single messages the vendor takes ten a second. */
const paceOf = (method: Method): number => (method === "getMessage" ? 100 : 1000)

const digest = (text: string): Buffer => Crypto.hash("sha256", text, "buffer")

/** An instance while it is served. */
export class Instance {
  readonly idInstance: string
  readonly settings: SettingsInTime
  state: StateInstance
  quota: number
  readonly #token: Buffer
  readonly #used = new Map<Method, number>()
  readonly #lastAt = new Map<Method, number>()

  constructor({ idInstance, token, settings, state, quota }: InstanceOptions) {
    this.idInstance = idInstance
    this.#token = digest(Redacted.value(token))
    this.settings = new SettingsInTime(settings)
    this.state = state ?? "authorized"
    this.quota = quota ?? Number.POSITIVE_INFINITY
  }

  isToken(token: string): boolean {
    return Crypto.timingSafeEqual(digest(token), this.#token)
  }

  /** False within a second, of `getMessage` a tenth, of the last request that was let through. */
  keepsPace(method: Method, now: number): boolean {
    if (now - (this.#lastAt.get(method) ?? Number.NEGATIVE_INFINITY) < paceOf(method)) return false
    this.#lastAt.set(method, now)
    return true
  }

  /** Counts a call; answers how many were used before, if no more are left. */
  useUp(method: Method): number | undefined {
    const used = this.#used.get(method) ?? 0
    if (used >= this.quota) return used
    this.#used.set(method, used + 1)
    return undefined
  }
}
