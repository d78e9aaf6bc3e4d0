// An instance as its owner configures it, and the settings that a complete journal needs.
//
// Source: https://green-api.com/en/docs/api/account/SetSettings/
import type * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"

/** An instance and its credentials. */
export interface Instance {
  /** Its number at GREEN-API, as text. */
  readonly idInstance: string
  /** Address of its pool, such as `https://1101.api.green-api.com`. */
  readonly apiUrl: string
  /** Never shown: it gives access to the account. */
  readonly apiTokenInstance: Redacted.Redacted<string>
}

/** The settings that must be "yes" for a complete journal, and what is missing while one is "no". */
export const neededSettings = {
  incomingWebhook: "all incoming messages",
  outgoingMessageWebhook: "messages sent from the phone or another device",
  outgoingWebhook: "whether outgoing messages were delivered and read",
  outgoingAPIMessageWebhook: "the notices of messages sent through the API",
  pollMessageWebhook: "polls and votes",
  editedMessageWebhook: "edits of messages",
  deletedMessageWebhook: "deletions of messages"
} as const satisfies Record<string, string>

/** The name of a setting in `neededSettings`. */
export type NeededSetting = keyof typeof neededSettings

/** The reply of `getSettings`: "yes" or "no" for most settings; all others are kept as sent. */
export const Settings = Schema.Record(Schema.String, Schema.Unknown)
/** The reply of `getSettings`. */
export type Settings = typeof Settings.Type

const all = Object.keys(neededSettings) as ReadonlyArray<NeededSetting>

/** The needed settings that the messenger of an instance has: MAX and Telegram lack some and do not report them. */
export const neededSettingsOf = (settings: Settings): ReadonlyArray<NeededSetting> => {
  const { typeInstance } = settings
  const isComplete = typeInstance !== "v3" && typeInstance !== "telegram"
  return isComplete ? all : all.filter((name) => Object.hasOwn(settings, name))
}

/**
 * The reply of `getStateInstance`: `authorized`, `notAuthorized`, `blocked`, `starting`, `sleepMode`, `yellowCard`, …
 */
export const StateInstance = Schema.Struct({ stateInstance: Schema.String })

/** The reply of `setSettings`. */
export const SavedSettings = Schema.Struct({ saveSettings: Schema.Boolean })

/** The reply of `deleteNotification`. */
export const DeletedNotification = Schema.Struct({ result: Schema.Boolean })

/** The reply of `downloadFile`. */
export const FileLink = Schema.Struct({ downloadUrl: Schema.String })
