// What the exit codes mean, in each language; `docs/cli.md` and `docs/cli.ru.md` are made of this.
export const exitCodes = {
  0: "all done",
  1: "a bug in chatledger",
  2: "usage or configuration: a wrong flag, query, time, or a missing archive",
  3: "partly done: some file, record or instance failed, and is listed",
  4: "not authorised",
  5: "the service is unavailable after retries, or the quota is spent",
  6: "the archive is damaged, locked, or cannot be written",
  7: "output cannot be written",
  8: "`status --fail-on` has found what it was to look for",
  130: "interrupted; everything is left whole"
}
