/** Source files with more than 300 lines, as `path (lines)`. */
export function overlongFiles(folder?: string): string[];
