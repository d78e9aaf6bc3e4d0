// VBA modules in LibreOffice Basic: a profile of its own holds them as a library, and one macro runs.
//
// A module that does not compile makes LibreOffice wait for a click that nobody makes, so a run is bounded, and ended with all that
// it started.
import { spawn, spawnSync } from "node:child_process"
import { existsSync, mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { pathToFileURL } from "node:url"

/** LibreOffice, or undefined. */
export const libreOffice = ["soffice", "libreoffice"].find(
  (program) => spawnSync(program, ["--version"], { stdio: "ignore", timeout: 20_000 }).status === 0
)

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;")

const doctype = (kind: "module" | "library" | "libraries", root = kind) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE ${kind === "module" ? "script" : "library"}:${root} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "${kind}.dtd">\n`

const LIBRARY = 'xmlns:library="http://openoffice.org/2000/library"'

const moduleFile = (name: string, code: string) =>
  `${doctype("module")}<script:module xmlns:script="http://openoffice.org/2000/script" script:name="${name}" script:language="StarBasic">${escaped(code)}</script:module>\n`

const libraryFile = (names: ReadonlyArray<string>) =>
  `${doctype("library")}<library:library ${LIBRARY} library:name="Standard" library:readonly="false" library:passwordprotected="false">\n${names.map((name) => ` <library:element library:name="${name}"/>\n`).join("")}</library:library>\n`

const librariesFile = `${doctype("libraries")}<library:libraries ${LIBRARY} xmlns:xlink="http://www.w3.org/1999/xlink">\n <library:library library:name="Standard" library:link="false"/>\n</library:libraries>\n`

// Without it the library of a new installation is put over this one.
const settingsFile = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/Office"><prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop></item></oor:items>
`

/** Runs `Main(folder)` of the module Jobs, beside others, until it has written `done`; fails after two minutes. */
export const runBasic = async (
  folder: string,
  modules: Readonly<Record<string, string>>,
  jobs: string
): Promise<void> => {
  const profile = join(folder, "profile")
  const library = join(profile, "user/basic/Standard")
  mkdirSync(library, { recursive: true })
  const all = { ...modules, Jobs: jobs }
  for (const [name, code] of Object.entries(all))
    writeFileSync(join(library, `${name}.xba`), moduleFile(name, code))
  writeFileSync(join(library, "script.xlb"), libraryFile(Object.keys(all)))
  writeFileSync(join(library, "dialog.xlb"), libraryFile([]))
  for (const kind of ["script", "dialog"])
    writeFileSync(join(profile, `user/basic/${kind}.xlc`), librariesFile)
  writeFileSync(join(profile, "user/registrymodifications.xcu"), settingsFile)
  const words = [
    "--headless",
    "--norestore",
    `-env:UserInstallation=${pathToFileURL(profile).href}`,
    `macro:///Standard.Jobs.Main("${pathToFileURL(folder).href}")`
  ]
  // The first start of a profile may end at once, to be started again.
  for (let start = 0; start < 3 && !existsSync(join(folder, "done")); start++)
    await new Promise<void>((resolve, reject) => {
      const child = spawn(libreOffice ?? "soffice", words, { detached: true, stdio: "ignore" })
      const end = () => {
        if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL")
      }
      const timer = setTimeout(() => {
        end()
        reject(new Error("LibreOffice did not end: a module does not compile, or a loop does not stop"))
      }, 120_000)
      child.once("error", reject)
      child.once("exit", () => {
        clearTimeout(timer)
        resolve()
      })
    })
  if (!existsSync(join(folder, "done"))) throw new Error("LibreOffice ended without running the jobs")
}
