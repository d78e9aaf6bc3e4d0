// The settings of an instance: saved ones and effective ones.
//
// `getSettings` returns a change at once; the journals apply it after a delay; the vendor takes up to
// five minutes. Source: https://green-api.com/en/docs/api/account/SetSettings/

/** Settings by name; mostly "yes" and "no". */
export type Settings = Readonly<Record<string, string | number>>

/** Default settings of an instance: both journals complete. New instances of the vendor have "no" everywhere. */
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

/** A JSON value as settings; undefined if it is invalid. */
export const settingsOf = (value: unknown): Settings | undefined => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined
  const isSetting = (held: unknown) => typeof held === "string" || typeof held === "number"
  return Object.values(value).every(isSetting) ? (value as Settings) : undefined
}

interface Change {
  /** Effective from, in milliseconds. */
  readonly from: number
  readonly settings: Settings
}

/** The settings over time. */
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

  /** Merges a change that is effective from a moment on. */
  save(settings: Settings, from: number): void {
    this.#changes = [...this.#changes, { from, settings: { ...this.saved, ...settings } }]
  }
}
