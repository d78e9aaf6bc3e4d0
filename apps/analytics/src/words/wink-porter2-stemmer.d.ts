declare module "wink-porter2-stemmer" {
  /** The stem of an English word, by Snowball's algorithm Porter2. */
  const stem: (word: string) => string
  export default stem
}
