/** Max roster file, in bytes; unpacked sheets of a workbook may have four times that. */
export const maxFileSize = 200 * 1024 * 1024;
/** Max size of a workbook's unpacked parts, in bytes: a crafted file could unpack without end. */
export const maxUnpacked = 4 * maxFileSize;
/** Max table or calendar of a new event, in bytes: it is read while a page waits. */
export const maxEventTable = 4 * 1024 * 1024;
/** Max rows of one file; five times the largest roster that was ever measured. */
export const maxRows = 500_000;
/** Max columns of one file: a spreadsheet's own limit (XFD) would hide other errors. */
export const maxColumns = 500;
/** Max places between a sheet's first and last row and column: its reader makes each. */
export const maxPlaces = 20_000_000;
/** Max row of a CSV file, in characters: a longer one has a quotation mark never closed. */
export const maxRow = 256 * 1024;
