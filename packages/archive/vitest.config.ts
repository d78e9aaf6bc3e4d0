import { defineConfig } from "vitest/config"

/** The tests that take long: `--mode reliability` runs them, and so does CI. */
const guards = ["test/{compressed,lock-machines}.test.ts"]

/** The tests that take long, and that only `--mode reliability` runs. */
const long = ["test/{backup,lock-killed}.test.ts"]

/** The tests that `--mode reliability` runs whole; `test` runs a part of each, so CI does not run them here again. */
const exhaustive =
  process.env["CHATLEDGER_RELIABILITY"] === "part"
    ? []
    : [...long, "test/{compact,coverage,ledger,prune-forget,snapshot}.test.ts"]

export default defineConfig(({ mode }) => ({
  test: {
    ...(mode === "reliability"
      ? {
          include: ["test/reliability/**/*.test.ts", ...guards, ...exhaustive],
          env: { CHATLEDGER_WHOLE: "1" }
        }
      : { include: ["test/**/*.test.ts"], exclude: [...guards, ...long] }),
    experimental: { viteModuleRunner: false },
    maxWorkers: 2,
    isolate: false,
    setupFiles: "../../.ci/same-values.ts",
    testTimeout: 300_000
  }
}))
