#!/usr/bin/env node
// The first module: reports a Node.js version that is too old, before anything loads that only newer ones understand.
//
// It has no static imports, and no syntax newer than modules themselves. Gotcha: keep in step with `engines`.
const LEAST = [22, 19]
/** Between two long-term releases, and without features that both have. */
const LEFT_OUT = 23

const version = process.versions.node
const parts = version.split(".").map(Number)
const major = parts[0] || 0
const minor = parts[1] || 0
const isNewEnough = (major > LEAST[0]! || (major === LEAST[0] && minor >= LEAST[1]!)) && major !== LEFT_OUT

const refuse = () => {
  const line = process.argv.slice(2).join(" ")
  const system = process.env["LC_ALL"] || process.env["LC_MESSAGES"] || process.env["LANG"] || ""
  const isJson = /--log-format[ =]json\b/.test(line)
  const isRussian =
    !isJson && !/--locale[ =]en\b/.test(line) && (/^ru/i.test(system) || /--locale[ =]ru\b/.test(line))
  const message = isRussian
    ? `chatledger нужен Node 22.19 или новее 22-й линии, либо 24 и новее, а это Node ${version}: установите версию с пометкой LTS с https://nodejs.org и повторите команду`
    : `chatledger needs Node 22.19 or a later 22, or 24 or later, and this is Node ${version}: install the version marked LTS from https://nodejs.org, and run the command again`
  process.stderr.write(
    isJson
      ? `${JSON.stringify({ time: new Date().toISOString(), level: "error", instance: null, event: "old_node", message })}\n`
      : `${message}\n`
  )
  process.exitCode = 2
}

/** Keeps compiled code for the next run, in the user's own folder of caches: a sixth of a short command's time. */
const keepCode = () => {
  const home = process.env["HOME"] || process.env["USERPROFILE"]
  const caches =
    process.env["XDG_CACHE_HOME"] || process.env["LOCALAPPDATA"] || (home ? `${home}/.cache` : undefined)
  if (caches) process.getBuiltinModule("node:module").enableCompileCache(`${caches}/chatledger-code`)
}

if (isNewEnough) {
  keepCode()
  void import("./start.ts")
} else refuse()
