// The profiles of CSV: for programs, and for Excel in several countries.

export type CsvProfile = "rfc4180" | "excel-us" | "excel-eu" | "excel-ru"

export interface CsvDialect {
  readonly delimiter: "," | ";"
  readonly decimalComma: boolean
  /** Byte-order mark and formula guard. */
  readonly forExcel: boolean
}

/** What each profile means. */
export const csvProfiles: Readonly<Record<CsvProfile, CsvDialect>> = {
  rfc4180: { delimiter: ",", decimalComma: false, forExcel: false },
  "excel-us": { delimiter: ",", decimalComma: false, forExcel: true },
  "excel-eu": { delimiter: ";", decimalComma: false, forExcel: true },
  "excel-ru": { delimiter: ";", decimalComma: true, forExcel: true }
}

/** The first characters that a guard is put before (https://owasp.org/www-community/attacks/CSV_Injection), and the guard. */
export const guarded = "=+-@\t\r＝＋－＠'"
