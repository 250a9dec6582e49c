/** Max roster file, in bytes; unpacked sheets of a workbook may have four times that. */
export const largestFile = 200 * 1024 * 1024;
/** Max size of a workbook's unpacked parts, in bytes: a crafted file could unpack without end. */
export const largestUnpacked = 4 * largestFile;
/** Max rows of one file; five times the largest roster that was ever measured. */
export const mostRows = 500_000;
/** Max columns of one file: a spreadsheet's own limit (XFD) would hide other errors. */
export const mostColumns = 500;
/** Max places between a sheet's first and last row and column: its reader makes each. */
export const mostPlaces = 20_000_000;
/** Max row of a CSV file, in characters: a longer one has a quotation mark never closed. */
export const longestRow = 256 * 1024;
