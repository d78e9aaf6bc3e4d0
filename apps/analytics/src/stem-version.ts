/** Increase it if words get other stems: tables are then rebuilt. */
export const stemVersion = 2
