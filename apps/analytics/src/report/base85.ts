// Bytes as text: five characters for four bytes; base64 needs four for three. Writer and page share it.
//
// The characters are those of Z85 (https://rfc.zeromq.org/spec/32/), except that `_` `,` `;` replace `<` `>` `&`,
// so that the text contains no markup. The end is padded with zeros: the reader knows the length.

const letters = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?;_,()[]{}@%$#"

/** Encodes bytes as text. */
export const textOf = (bytes: Uint8Array): string => {
  const codes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0))
  const groups = Math.ceil(bytes.length / 4)
  const text = new Uint8Array(groups * 5)
  for (let group = 0; group < groups; group += 1) {
    let value = 0
    for (let place = 0; place < 4; place += 1) value = value * 256 + (bytes[group * 4 + place] ?? 0)
    for (let place = 4; place >= 0; place -= 1) {
      text[group * 5 + place] = codes[value % 85] ?? 0
      value = Math.floor(value / 85)
    }
  }
  return new TextDecoder().decode(text)
}

/** Decodes text to bytes, with up to three zeros after them. */
export const bytesOf = (text: string): Uint8Array<ArrayBuffer> => {
  const values = new Uint8Array(128)
  for (let place = 0; place < letters.length; place += 1) values[letters.charCodeAt(place)] = place
  const groups = Math.floor(text.length / 5)
  const bytes = new Uint8Array(groups * 4)
  for (let group = 0; group < groups; group += 1) {
    let value = 0
    for (let place = 0; place < 5; place += 1)
      value = value * 85 + (values[text.charCodeAt(group * 5 + place)] ?? 0)
    bytes[group * 4] = value / 0x1000000
    bytes[group * 4 + 1] = value / 0x10000
    bytes[group * 4 + 2] = value / 0x100
    bytes[group * 4 + 3] = value
  }
  return bytes
}
