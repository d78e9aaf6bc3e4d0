// An instance of an account as its owner configures it, and the settings that make its journals complete.
//
// Source: https://green-api.com/en/docs/api/account/SetSettings/
import type * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"

/** An instance and how it is reached. */
export interface Instance {
  /** The number that GREEN-API gave it, as text. */
  readonly idInstance: string
  /** Address of its pool, like `https://1101.api.green-api.com`. */
  readonly apiUrl: string
  /** Never shown: it opens the account. */
  readonly apiTokenInstance: Redacted.Redacted<string>
}

/** The settings that a complete journal needs to be "yes", and what is missing from it while one is "no". */
export const neededSettings = {
  incomingWebhook: "all incoming messages",
  outgoingMessageWebhook: "messages sent from the phone or another device",
  outgoingWebhook: "whether outgoing messages were delivered and read",
  outgoingAPIMessageWebhook: "the notices of messages sent through the API",
  pollMessageWebhook: "polls and votes",
  editedMessageWebhook: "edits of messages",
  deletedMessageWebhook: "deletions of messages"
} as const satisfies Record<string, string>

/** The name of a setting that a complete journal needs. */
export type NeededSetting = keyof typeof neededSettings

/** What `getSettings` answers: "yes" or "no" for most names; others and unknown ones are kept as sent. */
export const Settings = Schema.Record(Schema.String, Schema.Unknown)
/** What `getSettings` answers. */
export type Settings = typeof Settings.Type

const all = Object.keys(neededSettings) as ReadonlyArray<NeededSetting>

/** The needed settings that the messenger of an instance has: MAX and Telegram lack some, and then do not tell them. */
export const neededSettingsOf = (settings: Settings): ReadonlyArray<NeededSetting> => {
  const { typeInstance } = settings
  const isComplete = typeInstance !== "v3" && typeInstance !== "telegram"
  return isComplete ? all : all.filter((name) => Object.hasOwn(settings, name))
}

/** What `getStateInstance` answers: `authorized`, `notAuthorized`, `blocked`, `starting`, `sleepMode`, `yellowCard`, … */
export const StateInstance = Schema.Struct({ stateInstance: Schema.String })

/** What `setSettings` answers. */
export const SavedSettings = Schema.Struct({ saveSettings: Schema.Boolean })

/** What `downloadFile` answers. */
export const FileLink = Schema.Struct({ downloadUrl: Schema.String })
