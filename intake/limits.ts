/** Largest roster file, in bytes; also what the sheets of a workbook may come to when unpacked, times four. */
export const largestFile = 200 * 1024 * 1024;
/** Largest size of a workbook's parts when unpacked, in bytes: XML is wordy, and a crafted file could unpack without end. */
export const largestUnpacked = 4 * largestFile;
/** Most rows of one file; five times the largest roster that was ever measured. */
export const mostRows = 500_000;
/** Most columns of one file: a spreadsheet's own limit (XFD) would only hide that something else is wrong. */
export const mostColumns = 500;
/** Most places of a workbook's sheet from its first to its last row and column: its reader makes each, empty or not. */
export const mostPlaces = 20_000_000;
/** Longest single row of a CSV file, in characters: beyond it a quotation mark was never closed. */
export const longestRow = 256 * 1024;
