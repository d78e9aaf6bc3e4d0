// What the exit codes mean, in each language; `docs/cli.md` and `docs/cli.ru.md` are generated from this.
export const exitCodes = {
  0: "success",
  1: "a bug in chatledger",
  2: "usage or configuration error: a wrong flag, query or time, or a missing archive",
  3: "partial success: the files, records or instances that failed are listed",
  4: "not authorised",
  5: "the service is still unavailable after retries, or the quota is used up",
  6: "the archive is damaged, locked, or not writable",
  7: "output cannot be written",
  8: "`status --fail-on` found one of the conditions",
  130: "interrupted; all files are intact"
}
