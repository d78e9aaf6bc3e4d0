// Statements that register a dataset's tables with another engine. Columns, types and column comments come
// from the log, so the statements contain only tables and places.
//
// Gotcha: only those for ClickHouse and Trino were run here. Trino writes a comment on a table into the log of the dataset,
// so it gets none.
import { tableNamed, tables } from "../tables/tables.ts"
import { combinedComment, combinedNames, pairsName } from "./tables.ts"

export const engines = ["clickhouse", "trino", "spark", "athena", "bigquery", "snowflake"] as const

export type Engine = (typeof engines)[number]

interface Described {
  readonly name: string
  readonly comment: string
}

/** The tables of a dataset, those of an archive first. */
const described = (): ReadonlyArray<Described> => [
  ...tables().map(({ grain, name }) => ({ name, comment: grain.en })),
  ...Object.entries(combinedNames).map(([of, name]) => ({ name, comment: combinedComment(tableNamed(of)) })),
  { name: pairsName, comment: "One row per two ids that are one person, and what tells so" },
  { name: "exported", comment: "One row per instance and table: what the last export of the instance wrote" }
]

const doubled = (text: string) => `'${text.replaceAll("'", "''")}'`
const escaped = (text: string) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`

const isUrl = (location: string) => /^[a-z][a-z0-9+.-]*:\/\//i.test(location)

interface Dialect {
  /** Statements that come first. */
  readonly first: () => ReadonlyArray<string>
  readonly table: (table: Described, place: string) => string
}

const dialects: Readonly<Record<Engine, Dialect>> = {
  clickhouse: {
    first: () => ["create database if not exists chatledger"],
    table: ({ comment, name }, place) =>
      `create or replace view chatledger.${name} as select * from ${isUrl(place) ? "deltaLake" : "deltaLakeLocal"}(${escaped(place)}) comment ${escaped(comment)}`
  },
  trino: {
    first: () => ["create schema if not exists delta.chatledger"],
    table: ({ name }, place) =>
      `call delta.system.register_table(schema_name => 'chatledger', table_name => '${name}', table_location => ${doubled(isUrl(place) ? place : `local://${place}`)})`
  },
  spark: {
    first: () => ["create schema if not exists chatledger"],
    table: ({ name }, place) =>
      `create table if not exists chatledger.${name} using delta location ${escaped(place)}`
  },
  athena: {
    first: () => ["create database if not exists chatledger"],
    table: ({ comment, name }, place) =>
      `create external table if not exists chatledger.${name} comment ${doubled(comment)} location ${doubled(`${place}/`)} tblproperties ('table_type' = 'DELTA')`
  },
  bigquery: {
    first: () => ["create schema if not exists chatledger"],
    table: ({ comment, name }, place) =>
      `create or replace external table chatledger.${name} with connection default options (format = 'DELTA_LAKE', uris = [${escaped(place)}], description = ${escaped(comment)})`
  },
  snowflake: {
    first: () => [
      "create schema if not exists chatledger",
      "create catalog integration if not exists chatledger_delta catalog_source = object_store table_format = delta enabled = true"
    ],
    table: ({ comment, name }) =>
      `create or replace iceberg table chatledger.${name} catalog = 'chatledger_delta' external_volume = 'chatledger_volume' base_location = '${name}' comment = ${doubled(comment)}`
  }
}

const notes: Readonly<Record<Engine, string>> = {
  clickhouse:
    "ClickHouse reads the folder as its server sees it; a bucket needs an address that deltaLake() takes",
  trino:
    "Trino needs a catalog named delta with delta.register-table-procedure.enabled=true; for a folder, also fs.native-local.enabled=true and local.location=/",
  spark: "Spark needs the package io.delta:delta-spark",
  athena: "Athena reads from S3: give --out s3://bucket/folder",
  bigquery:
    "BigQuery reads from Cloud Storage: give --out gs://bucket/folder; the default connection needs access to it",
  snowflake:
    "Snowflake needs an external volume chatledger_volume whose location is the folder of the dataset"
}

/** What an engine also needs for a dataset in an S3 bucket. */
const bucketNotes: Partial<Readonly<Record<Engine, string>>> = {
  clickhouse:
    "For a bucket that is not at AWS, replace s3://BUCKET by http(s)://HOST/BUCKET; keys are the second and third argument of deltaLake, or belong to the server",
  trino: "The catalog needs fs.native-s3.enabled=true, s3.region or s3.endpoint, and keys",
  spark: "Spark needs the package org.apache.hadoop:hadoop-aws and addresses with s3a:// instead of s3://",
  snowflake: "The external volume needs the bucket as its STORAGE_BASE_URL, and a role that can read it"
}

/** SQL that registers a dataset with an engine; the place is an absolute path or a URL, without a final `/`. */
export const ddlOf = (engine: Engine, location: string): string => {
  const { first, table } = dialects[engine]
  const statements = [...first(), ...described().map((each) => table(each, `${location}/${each.name}`))]
  const bucketNote = /^s3:/i.test(location) ? bucketNotes[engine] : undefined
  const lines = [notes[engine], ...(bucketNote === undefined ? [] : [bucketNote])]
  return `${lines.map((line) => `-- ${line}\n`).join("")}${statements.map((statement) => `${statement};\n`).join("\n")}`
}
