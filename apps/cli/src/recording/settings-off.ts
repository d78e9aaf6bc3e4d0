// Problems with the settings of an instance.
import { type NeededSetting, neededSettingsOf, type Settings } from "@chatledger/core"

/** The settings that a complete journal needs and that are not "yes". */
export const settingsOff = (settings: Settings): ReadonlyArray<NeededSetting> =>
  neededSettingsOf(settings).filter((name) => settings[name] !== "yes")
