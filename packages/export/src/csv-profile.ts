// CSV profiles: for programs, and for Excel in several countries.

/** A dialect of CSV: for programs, or for Excel with the settings of a region. */
export type CsvProfile = "rfc4180" | "excel-us" | "excel-eu" | "excel-ru"

export interface CsvDialect {
  readonly delimiter: "," | ";"
  readonly decimalComma: boolean
  /** Byte-order mark and formula guard. */
  readonly forExcel: boolean
}

/** The dialect of each profile. */
export const csvProfiles: Readonly<Record<CsvProfile, CsvDialect>> = {
  rfc4180: { delimiter: ",", decimalComma: false, forExcel: false },
  "excel-us": { delimiter: ",", decimalComma: false, forExcel: true },
  "excel-eu": { delimiter: ";", decimalComma: false, forExcel: true },
  "excel-ru": { delimiter: ";", decimalComma: true, forExcel: true }
}

/**
 * Characters that get a guard if a text begins with them (https://owasp.org/www-community/attacks/CSV_Injection), and the guard.
 */
export const guarded = "=+-@\t\r＝＋－＠'"
