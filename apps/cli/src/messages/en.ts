// All messages of the program in English.
import { archive } from "./en/archive.ts"
import { bucket } from "./en/bucket.ts"
import { commands } from "./en/commands.ts"
import { configuration } from "./en/configuration.ts"
import { counts } from "./en/counts.ts"
import { demo } from "./en/demo.ts"
import { doctor } from "./en/doctor.ts"
import { empty } from "./en/empty.ts"
import { engine } from "./en/engine.ts"
import { exitCodes } from "./en/exit-codes.ts"
import { exporting } from "./en/export.ts"
import { failure } from "./en/failures.ts"
import { flags } from "./en/flags.ts"
import { help } from "./en/help.ts"
import { init } from "./en/init.ts"
import { media } from "./en/media.ts"
import { naming } from "./en/naming.ts"
import { network } from "./en/network.ts"
import { parts } from "./en/parts.ts"
import { reason } from "./en/reasons.ts"
import { receive } from "./en/receive.ts"
import { recording } from "./en/recording.ts"
import { schedule } from "./en/schedule.ts"
import { search } from "./en/search.ts"
import { selection } from "./en/selection.ts"
import { serve } from "./en/serve.ts"
import { settings } from "./en/settings.ts"
import { shell } from "./en/shell.ts"
import { statistics } from "./en/statistics.ts"
import { statusColumns } from "./en/status-columns.ts"
import { table } from "./en/table.ts"
import { transcripts } from "./en/transcripts.ts"

export const en = {
  name: "English",
  archive,
  bucket,
  commands,
  configuration,
  demo,
  doctor,
  empty,
  engine,
  exitCodes,
  exporting,
  failure,
  flags,
  help,
  init,
  media,
  naming,
  network,
  parts,
  reason,
  recording,
  schedule,
  search,
  selection,
  receive,
  serve,
  settings,
  shell,
  statistics,
  statusColumns,
  table,
  transcripts,
  ...counts
}

/** The messages of a language: a missing sentence does not compile. */
export type Strings = typeof en
