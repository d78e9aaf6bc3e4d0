/** Goes up when words are given other stems: then tables are rebuilt. */
export const stemVersion = 1
