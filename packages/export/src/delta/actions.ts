// The actions of a Delta log, as far as a dataset has them: https://github.com/delta-io/delta/blob/master/PROTOCOL.md
//
// A commit is a file of lines, each an action. Actions that this module does not name (who committed, transactions of
// other writers) are passed over. A checkpoint has the same actions, with null for what is left out.
import * as Schema from "effect/Schema"

const Tags = Schema.optionalKey(Schema.NullOr(Schema.Record(Schema.String, Schema.NullOr(Schema.String))))
const Values = Schema.Record(Schema.String, Schema.NullOr(Schema.String))

/** A file that belongs to the table from this commit on. */
export const Add = Schema.Struct({
  /** Below the folder of the table, percent-encoded. */
  path: Schema.String,
  partitionValues: Values,
  size: Schema.Number,
  /** Milliseconds since 1970. */
  modificationTime: Schema.Number,
  dataChange: Schema.Boolean,
  /** JSON. */
  stats: Schema.optionalKey(Schema.NullOr(Schema.String)),
  tags: Tags
})

/** A file that does not belong to it any more, and may be deleted later. */
export const Remove = Schema.Struct({
  path: Schema.String,
  deletionTimestamp: Schema.optionalKey(Schema.NullOr(Schema.Number)),
  dataChange: Schema.Boolean,
  extendedFileMetadata: Schema.optionalKey(Schema.NullOr(Schema.Boolean)),
  partitionValues: Schema.optionalKey(Schema.NullOr(Values)),
  size: Schema.optionalKey(Schema.NullOr(Schema.Number)),
  tags: Tags
})

export const Protocol = Schema.Struct({ minReaderVersion: Schema.Number, minWriterVersion: Schema.Number })

export const MetaData = Schema.Struct({
  id: Schema.String,
  name: Schema.optionalKey(Schema.NullOr(Schema.String)),
  description: Schema.optionalKey(Schema.NullOr(Schema.String)),
  format: Schema.Struct({
    provider: Schema.String,
    options: Schema.optionalKey(Schema.NullOr(Schema.Record(Schema.String, Schema.String)))
  }),
  /** JSON. */
  schemaString: Schema.String,
  partitionColumns: Schema.Array(Schema.String),
  configuration: Schema.optionalKey(
    Schema.NullOr(Schema.Record(Schema.String, Schema.NullOr(Schema.String)))
  ),
  createdTime: Schema.optionalKey(Schema.NullOr(Schema.Number))
})

const Line = Schema.Struct({
  add: Schema.optionalKey(Schema.NullOr(Add)),
  remove: Schema.optionalKey(Schema.NullOr(Remove)),
  metaData: Schema.optionalKey(Schema.NullOr(MetaData)),
  protocol: Schema.optionalKey(Schema.NullOr(Protocol))
})

export type Add = typeof Add.Type
export type Remove = typeof Remove.Type
export type Protocol = typeof Protocol.Type
export type MetaData = typeof MetaData.Type
export type Action = typeof Line.Type

const decode = Schema.decodeUnknownSync(Schema.fromJsonString(Line))

/** The actions in the text of a commit; throws where a line is none. */
export const actionsIn = (text: string): ReadonlyArray<Action> =>
  text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => decode(line))

/** The text of a commit. */
export const commitText = (actions: ReadonlyArray<unknown>): string =>
  actions.map((action) => `${JSON.stringify(action)}\n`).join("")

/** What readers and writers have to know to use our tables; `appendOnly` and invariants are not used. */
export const ownProtocol: Protocol = { minReaderVersion: 1, minWriterVersion: 2 }
