import { defineConfig } from "vitest/config"

/** The tests that `--mode reliability` runs whole; `test` runs a part of each, so CI does not run them here again. */
const exhaustive =
  process.env["CHATLEDGER_RELIABILITY"] === "part"
    ? []
    : ["test/{backup,compact,coverage,ledger,lock-killed,prune-forget,snapshot}.test.ts"]

export default defineConfig(({ mode }) => ({
  test: {
    ...(mode === "reliability"
      ? { include: ["test/reliability/**/*.test.ts", ...exhaustive], env: { CHATLEDGER_WHOLE: "1" } }
      : { include: ["test/**/*.test.ts"] }),
    maxWorkers: 2,
    isolate: false,
    testTimeout: 300_000
  }
}))
