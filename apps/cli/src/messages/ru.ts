import type { Strings } from "./en.ts"
import { archive } from "./ru/archive.ts"
import { bucket } from "./ru/bucket.ts"
import { commands } from "./ru/commands.ts"
import { configuration } from "./ru/configuration.ts"
import { counts } from "./ru/counts.ts"
import { demo } from "./ru/demo.ts"
import { doctor } from "./ru/doctor.ts"
import { empty } from "./ru/empty.ts"
import { engine } from "./ru/engine.ts"
import { exitCodes } from "./ru/exit-codes.ts"
import { exporting } from "./ru/export.ts"
import { failure } from "./ru/failures.ts"
import { flags } from "./ru/flags.ts"
import { help } from "./ru/help.ts"
import { init } from "./ru/init.ts"
import { media } from "./ru/media.ts"
import { naming } from "./ru/naming.ts"
import { network } from "./ru/network.ts"
import { parts } from "./ru/parts.ts"
import { reason } from "./ru/reasons.ts"
import { receive } from "./ru/receive.ts"
import { recording } from "./ru/recording.ts"
import { schedule } from "./ru/schedule.ts"
import { search } from "./ru/search.ts"
import { selection } from "./ru/selection.ts"
import { serve } from "./ru/serve.ts"
import { settings } from "./ru/settings.ts"
import { shell } from "./ru/shell.ts"
import { statistics } from "./ru/statistics.ts"
import { statusColumns } from "./ru/status-columns.ts"
import { table } from "./ru/table.ts"
import { transcripts } from "./ru/transcripts.ts"

export const ru: Strings = {
  name: "Russian",
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
