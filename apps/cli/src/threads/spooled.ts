// The job of a thread that needs the tables' code; loaded by the first such job.
export { spool } from "@chatledger/analytics/internal"
