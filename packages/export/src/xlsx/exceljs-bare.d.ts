// The build of exceljs in one file: the same program, loaded four times as fast.
declare module "exceljs/dist/exceljs.bare.min.js" {
  import ExcelJS = require("exceljs")
  export default ExcelJS
}
