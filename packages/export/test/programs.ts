// Readers that are not ours and may not be installed: Python with openpyxl, and LibreOffice.
// Tests that need one are registered only where it is found.
import { spawnSync } from "node:child_process"

const works = (program: string, ...args: ReadonlyArray<string>) =>
  spawnSync(program, args, { stdio: "ignore", timeout: 20_000 }).status === 0

const pythons = ["/usr/bin/python3", "python3"]

/** A Python, or undefined. */
export const python = pythons.find((program) => works(program, "-c", "import zipfile"))

/** A Python that has openpyxl, or undefined. */
export const openpyxl = pythons.find((program) => works(program, "-c", "import openpyxl"))

/** LibreOffice, or undefined. */
export const libreOffice = ["soffice", "libreoffice"].find((program) => works(program, "--version"))
