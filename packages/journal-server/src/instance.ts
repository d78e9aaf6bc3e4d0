// One served instance: its token, state, settings, pace and quota.
//
// Only a digest of the token is kept; it is compared in constant time.
import * as Crypto from "node:crypto"
import * as Redacted from "effect/Redacted"
import type { Method } from "./methods.ts"
import { type Settings, SettingsInTime } from "./settings.ts"

/** The states of `getStateInstance`; the vendor may have others. */
export type StateInstance =
  | "authorized"
  | "notAuthorized"
  | "blocked"
  | "starting"
  | "suspended"
  | "sleepMode"
  | "yellowCard"
  | (string & {})

/** The options of a served instance. */
export interface InstanceOptions {
  readonly idInstance: string
  readonly token: Redacted.Redacted
  /** Override `defaultSettings`. */
  readonly settings?: Settings
  /** Default `authorized`. With `starting` every method but `getStateInstance` is refused. */
  readonly state?: StateInstance
  /** Number of calls of each method before 466. Default: unlimited. */
  readonly quota?: number
}

/** Minimum milliseconds between two calls of a method, where the vendor allows more than one a second. */
const paces: Partial<Record<Method, number>> = {
  getMessage: 100,
  receiveNotification: 10,
  deleteNotification: 10
}

const paceOf = (method: Method): number => paces[method] ?? 1000

const digest = (text: string): Buffer => Crypto.hash("sha256", text, "buffer")

/** The state of a served instance. */
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

  /** False if the last accepted request was less than a second ago, for `getMessage` a tenth. */
  keepsPace(method: Method, now: number): boolean {
    if (now - (this.#lastAt.get(method) ?? Number.NEGATIVE_INFINITY) < paceOf(method)) return false
    this.#lastAt.set(method, now)
    return true
  }

  /** Counts a call; if the quota is used up, returns the number of calls used. */
  useUp(method: Method): number | undefined {
    const used = this.#used.get(method) ?? 0
    if (used >= this.quota) return used
    this.#used.set(method, used + 1)
    return undefined
  }
}
