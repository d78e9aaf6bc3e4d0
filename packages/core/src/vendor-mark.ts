// The text that the service sends in place of one that it could not decrypt: `{{SWE001}}`.

/** True for a text that is only such marks. */
export const isVendorMark = (text: string): boolean => /^\s*(?:\{\{SWE\d+\}\}\s*)+$/.test(text)
