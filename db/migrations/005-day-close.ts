/** The close of a day, and the reports about it. */
export const dayClose = '';
