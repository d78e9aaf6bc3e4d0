// The settings of an instance: what was saved, and what is in force.
//
// A change is told by `getSettings` at once and obeyed by the journals after a delay; the vendor takes up to
// five minutes. Source: https://green-api.com/en/docs/api/account/SetSettings/

/** Settings by name; mostly "yes" and "no". */
export type Settings = Readonly<Record<string, string | number>>

/** What an instance has unless told otherwise: both journals complete. A new instance at the vendor's has "no" everywhere. */
export const defaultSettings: Settings = {
  wid: "",
  countryInstance: "",
  typeAccount: "",
  webhookUrl: "",
  webhookUrlToken: "",
  delaySendMessagesMilliseconds: 0,
  markIncomingMessagesReaded: "no",
  markIncomingMessagesReadedOnReply: "no",
  sharedSession: "no",
  proxyInstance: "system proxy",
  outgoingWebhook: "yes",
  outgoingMessageWebhook: "yes",
  outgoingAPIMessageWebhook: "yes",
  incomingWebhook: "yes",
  deviceWebhook: "no",
  statusInstanceWebhook: "no",
  stateWebhook: "no",
  enableMessagesHistory: "no",
  keepOnlineStatus: "no",
  pollMessageWebhook: "yes",
  incomingBlockWebhook: "yes",
  incomingCallWebhook: "yes",
  outgoingCallWebhook: "yes",
  editedMessageWebhook: "yes",
  deletedMessageWebhook: "yes",
  catalogWebhook: "no",
  linkPreview: "yes",
  autoTyping: 0,
  version: ""
}

/** A JSON value as settings; undefined if it is none. */
export const settingsOf = (value: unknown): Settings | undefined => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined
  const isSetting = (held: unknown) => typeof held === "string" || typeof held === "number"
  return Object.values(value).every(isSetting) ? (value as Settings) : undefined
}

interface Change {
  /** Milliseconds. */
  readonly from: number
  readonly settings: Settings
}

/** Settings over time. */
export class SettingsInTime {
  #changes: ReadonlyArray<Change>

  constructor(settings: Settings = {}) {
    this.#changes = [{ from: Number.NEGATIVE_INFINITY, settings: { ...defaultSettings, ...settings } }]
  }

  get saved(): Settings {
    return this.#changes.at(-1)?.settings ?? defaultSettings
  }

  inForce(now: number): Settings {
    return this.#changes.findLast(({ from }) => from <= now)?.settings ?? defaultSettings
  }

  /** Merges a change that is in force from a moment on. */
  save(settings: Settings, from: number): void {
    this.#changes = [...this.#changes, { from, settings: { ...this.saved, ...settings } }]
  }
}
