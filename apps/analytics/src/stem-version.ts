/** Goes up when words are given other stems: then tables are made anew. */
export const stemVersion = 1
