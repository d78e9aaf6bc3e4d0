export { Workbook } from "exceljs"
