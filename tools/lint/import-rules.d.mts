/** Every import that breaks a rule, one line each. Throws an Error when not every source file was read. */
export function brokenImportRules(folder?: string): Promise<string[]>;
