// Why an engine of `--engine` gave no answer.
import type { EngineReasons, ReasonStrings } from "../reason.ts"

const titles = { clickhouse: "ClickHouse", trino: "Trino" } as const
const ports = { clickhouse: 8123, trino: 8080 } as const

export const engineReasons: ReasonStrings<EngineReasons> = {
  engine_answer_not_stored: ({ why }) =>
    `its answer cannot be stored in the folder for temporary files (${why}): free some space, or set TMPDIR to another folder`,
  engine_away: ({ why }) => `it cannot be reached (${why}): check --url, and that the server is running`,
  engine_client_missing: ({ name }) =>
    `the package ${name} is not installed: install it where chatledger is, with \`npm install -g ${name}\``,
  engine_denied: ({ user }) => `the user ${user} may not read this: grant SELECT on the tables`,
  engine_half_answer: () => "its answer was incomplete, and nothing was written: run the command again",
  engine_integer_inexact: ({ column }) =>
    `its client cannot return the large numbers in ${column} exactly: cast the column to varchar`,
  engine_limit: ({ text }) =>
    `a limit of the server stopped the query (${text}): raise the limits of the user, or select a shorter period`,
  engine_old: ({ oldest, version }) => `its version ${version} is too old: upgrade it to ${oldest} or later`,
  engine_other: ({ engine, status }) =>
    `its answer is not that of ${titles[engine]} over HTTP (${status}): check the port in --url, usually ${ports[engine]}`,
  engine_names_differ: ({ engine, found, instance, recorded }) =>
    `names of ${instance} were exported with ${recorded}, but the table all_names has ${found}: repeat the export, then run the statements of \`chatledger export --ddl ${engine}\` again`,
  engine_password_wrong: ({ user }) =>
    `user or password is wrong (${user}): set CHATLEDGER_ENGINE_PASSWORD or --password-file, and the user in --url`,
  engine_reads_only: () => "only queries that read are sent to it: use SELECT",
  engine_record_differs: ({ engine, found, instance, recorded }) =>
    `messages of ${instance} were exported with ${recorded}, but it finds ${found}: its time zone, metadata or files differ; run the statements of \`chatledger export --ddl ${engine}\` again`,
  engine_refused_query: ({ text }) => text,
  engine_server_lost: ({ text }) =>
    `one of its servers failed during the query (${text}), and nothing was written: run the command again`,
  engine_settings_fixed: ({ user }) =>
    `the user ${user} may not change settings, which correct answers require: give it readonly = 2 instead of 1`,
  engine_without_database: ({ database, engine }) =>
    `there is no database ${database}: create it with the statements of \`chatledger export --ddl ${engine}\`, or correct the path of --url`,
  engine_without_table: ({ engine, text }) =>
    `a table or its files are missing (${text}): run the statements of \`chatledger export --ddl ${engine}\``
}
