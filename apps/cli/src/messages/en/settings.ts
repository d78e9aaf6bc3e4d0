// What is lost while a setting of the account is off.
import { type NeededSetting, neededSettings } from "@chatledger/core/internal"

export const settings: Readonly<Record<NeededSetting, string>> = neededSettings
