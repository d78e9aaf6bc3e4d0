#!/usr/bin/env bash
# exceljs finds the sheets of a workbook by the names of its parts, not by its relationships: other names are no sheets, and no error.
#
# Seen with: exceljs 4.4.0, read-excel-file 5.8.8 for comparison, Node 20 and 24, on 2026-11-29.
# Source: ECMA-376 part 2 leaves the names of parts to the writer; xl/_rels/workbook.xml.rels says which part a sheet is.
# Guess: a reader of .xlsx follows the relationships, as Excel and LibreOffice do, or says that it cannot.
# Behaviour: a sheet whose part is xl/worksheets/sheet.xml, as some writers name a single one, is gone: worksheets is empty, load() succeeds.
# What chatledger does: rosters and files of names are read by the relationships of their parts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund exceljs@4.4.0 jszip@3.10.1 read-excel-file@5.8.8 2>/dev/null
cat > ask.mjs <<'JS'
import ExcelJS from "exceljs"
import JSZip from "jszip"
import readRows from "read-excel-file/node"

const made = new ExcelJS.Workbook()
made.addWorksheet("Members").addRow(["Ann", 1])
const zip = await JSZip.loadAsync(await made.xlsx.writeBuffer())
const [from, to] = ["worksheets/sheet1.xml", "worksheets/sheet.xml"]
for (const part of ["xl/_rels/workbook.xml.rels", "[Content_Types].xml"])
  zip.file(part, (await zip.file(part).async("string")).replaceAll(from, to))
zip.file(`xl/${to}`, await zip.file(`xl/${from}`).async("string")).remove(`xl/${from}`)
const file = await zip.generateAsync({ type: "nodebuffer" })

const read = new ExcelJS.Workbook()
await read.xlsx.load(file)
console.log("exceljs:", read.worksheets.length, "sheets")
console.log("read-excel-file:", JSON.stringify(await readRows(file)))
JS
seen=$(node ask.mjs)
expected='exceljs: 0 sheets
read-excel-file: [["Ann",1]]'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; echo "$expected"; exit 1; }
