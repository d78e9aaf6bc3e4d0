// The actions of a Delta log that a dataset uses: https://github.com/delta-io/delta/blob/master/PROTOCOL.md
//
// A commit is a file with one action per line. Other actions (commit info, transactions of other writers) are
// ignored. A checkpoint has the same actions, with null for missing fields.
import * as Schema from "effect/Schema"

const Tags = Schema.optionalKey(Schema.NullOr(Schema.Record(Schema.String, Schema.NullOr(Schema.String))))
const Values = Schema.Record(Schema.String, Schema.NullOr(Schema.String))

/** Adds a file to the table with this commit. */
export const Add = Schema.Struct({
  /** Relative to the folder of the table, percent-encoded. */
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

/** Removes a file from the table; it may be deleted later. */
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

/** Parses the actions of a commit; throws at an invalid line. */
export const actionsIn = (text: string): ReadonlyArray<Action> =>
  text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => decode(line))

/** The text of a commit. */
export const commitText = (actions: ReadonlyArray<unknown>): string =>
  actions.map((action) => `${JSON.stringify(action)}\n`).join("")

/** The protocol version that our tables require; `appendOnly` and invariants are not used. */
export const ownProtocol: Protocol = { minReaderVersion: 1, minWriterVersion: 2 }
