/**
 * Max size of a roster file, in bytes. The unpacked sheets of a workbook may have four times that.
 */
export const maxFileSize = 200 * 1024 * 1024;
/**
 * Max size of a workbook's unpacked parts, in bytes, because a crafted file could unpack without
 * end.
 */
export const maxUnpacked = 4 * maxFileSize;
/** Max size of a table or calendar for a new event, in bytes. It is read while a page waits. */
export const maxEventTable = 4 * 1024 * 1024;
/** Max rows of one file: five times the largest roster that was ever measured. */
export const maxRows = 500_000;
/** Max columns of one file. A spreadsheet's own limit (XFD) would hide other errors. */
export const maxColumns = 500;
/** Max cells between a sheet's first and last row and column: its reader creates each of them. */
export const maxPlaces = 20_000_000;
/**
 * Max length of a CSV row, in characters. A longer one has a quotation mark that is never closed.
 */
export const maxRow = 256 * 1024;
