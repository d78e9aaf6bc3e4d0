// Sentences for refused names, parameters and queries, for logs and uncaught errors. The command line has its own.
import { reasonText } from "@chatledger/core/internal"
import type { QueryReason, UsageReason } from "./reasons.ts"

/** The sentence for a name or parameter. */
export const usageText = (reason: UsageReason): string => {
  switch (reason.code) {
    case "statistic_unknown": {
      const near =
        reason.near.length === 0 ? "statistics() lists them" : `near it are ${reason.near.join(", ")}`
      return `there is no statistic ${JSON.stringify(reason.name)}: ${near}`
    }
    case "statistic_needs_moment":
      return `${reason.name} needs a moment: pass it as \`at\``
    case "statistic_parameter_missing":
      return `${reason.name} needs ${reason.missing.join(", ")}: pass a value for each`
    case "statistic_parameter_unknown":
      return `${reason.name} has no parameter ${reason.unknown.map((name) => JSON.stringify(name)).join(", ")}: it has ${reason.known.join(", ")}`
    default:
      return reasonText(reason)
  }
}

/** The sentence for a refused query; a text of DuckDB is without control characters. */
export const queryText = (reason: QueryReason): string => {
  switch (reason.code) {
    case "duckdb":
      return reason.text.replace(/\p{Cc}+/gu, " ")
    case "query_parameter_missing":
      return `it has parameters without a value: pass ${reason.names.map((name) => JSON.stringify(name)).join(", ")}`
    case "query_parameter_unknown":
      return `it has no parameter ${reason.names.map((name) => JSON.stringify(name)).join(", ")}: write it as $name, or do not pass it`
    case "query_not_select":
      return "it is no SELECT, and the tables are read-only"
    default:
      return reasonText(reason)
  }
}
