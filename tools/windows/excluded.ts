/** Files that do not run under Wine, by the folder or file that they begin with, and why. */
export const excludedFiles: readonly { files: string; reason: string }[] = [];

/** Single tests that fail under Wine, and by which difference. */
export const excludedTests: readonly { file: string; test: RegExp; reason: string }[] = [];
