// exceljs without its streams, in one file: some 20 packages that nobody has to install, loaded four times as fast.
import Workbook from "exceljs/lib/doc/workbook.js"

export { Workbook }
