// Readers that are not ours and may not be installed: Python with openpyxl or XlsxWriter, LibreOffice, xmllint.
// Tests that need one are skipped where it is not found, and say what to install.
import { spawnSync } from "node:child_process"
import { describe } from "@effect/vitest"

const works = (program: string, ...args: ReadonlyArray<string>) =>
  spawnSync(program, args, { stdio: "ignore", timeout: 20_000 }).status === 0

const pythons = ["/usr/bin/python3", "python3"]

/** A Python, or undefined. */
export const python = pythons.find((program) => works(program, "-c", "import zipfile"))

/** A Python that has openpyxl, or undefined. */
export const openpyxl = pythons.find((program) => works(program, "-c", "import openpyxl"))

/** A Python that has XlsxWriter, or undefined. */
export const xlsxWriter = pythons.find((program) => works(program, "-c", "import xlsxwriter"))

/** xmllint, or undefined. */
export const xmllint = ["xmllint"].find((program) => works(program, "--version"))

/** LibreOffice, or undefined. */
export const libreOffice = ["soffice", "libreoffice"].find((program) => works(program, "--version"))

const packages = {
  LibreOffice: "libreoffice-calc-nogui",
  Python: "python3",
  openpyxl: "python3-openpyxl",
  XlsxWriter: "python3-xlsxwriter",
  xmllint: "libxml2-utils"
}

/** A group of tests that need a program; without it they are skipped, and their name says why. */
export const describeWith =
  (name: keyof typeof packages, program: string | undefined) =>
  (title: string, tests: (program: string) => void) =>
    program === undefined
      ? describe.skip(`${title} (${name} is not installed: apt-get install ${packages[name]})`, () =>
          tests(""))
      : describe(title, () => tests(program))
