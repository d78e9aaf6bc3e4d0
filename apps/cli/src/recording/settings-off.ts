// Problems with the settings of an instance.
import type { Settings } from "@chatledger/core"
import { type NeededSetting, neededSettingsOf } from "@chatledger/core/internal"

/** The settings that a complete journal needs and that are not "yes". */
export const settingsOff = (settings: Settings): ReadonlyArray<NeededSetting> =>
  neededSettingsOf(settings).filter((name) => settings[name] !== "yes")
