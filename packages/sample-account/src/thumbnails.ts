// Small pictures for the generated media: real JPEG files of 32 by 24 pixels, as base64.
//
// Each is a mosaic of twelve tiles, shown in reports where a phone would show a blurred picture.
// They share one header (quantisation and Huffman tables) and differ in the tiles.

const tables =
  "/9j/2wBDABAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBD/" +
  "wAARCAAYACADAREAAhEAAxEA/8QAGwAAAgMBAQEAAAAAAAAAAAAAAAECAwQFBgf/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIA" +
  "AwAA"

const tiles = [
  "PwD16hYxq03GVr3pWhlYFax5JBcypG9iFDjorXBTCtJF3FZv/9k=",
  "PwD1qxWtI0yNQkixpE66pYkQcJcrdRWm0EaRGxpIv//Z",
  "PwDyS9FckFgSUEi6aC11mFsbWdN5V2HOY0A6jOvXK0nDa2Z//9k=",
  "PwDOyNLpsrSvIPPNrM6TK0OqgECNw2lUwLlTqsy9MjcJrZn/2Q==",
  "PwDc1sq8jSIKEicNyDXEEiChIMphaQMBUYf/2Q==",
  "PwD1CpNoMlphykTZUTehWIpGTyipYwAPTGSwyeNRSf/Z"
]

/** Thumbnails as the journal sends them: JPEG in base64. */
export const thumbnails: ReadonlyArray<string> = tiles.map((tile) => tables + tile)
