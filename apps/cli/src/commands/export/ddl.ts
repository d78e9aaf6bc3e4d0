// `chatledger export --ddl ENGINE`: prints the statements that register a dataset with an engine.
import * as NodePath from "node:path"
import { ddlOf, type Engine } from "@chatledger/analytics/internal"
import * as Option from "effect/Option"
import { print } from "../../terminal/stdout.ts"
import type { ExportFlags } from "./command.ts"
import { DATASET_FOLDER } from "./dataset.ts"

const isUrl = (place: string) => /^[a-z][a-z0-9+.-]*:\/\//i.test(place)

export const printDdl = (engine: Engine, { out }: ExportFlags) => {
  const place = Option.getOrElse(out, () => DATASET_FOLDER)
  const location = isUrl(place) ? place : NodePath.resolve(place)
  return print(ddlOf(engine, location.replace(/\/+$/, "")))
}
