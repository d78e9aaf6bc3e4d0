// Texts that were saved as UTF-16, as Windows PowerShell does, and read as UTF-8.

/** True for such a text: every letter of ASCII has a zero beside it, and no text of ours has one. */
export const isUtf16Text = (text: string): boolean => text.includes("\u0000")
