/** A Markdown table. Cells are one line each; a `|` in them is escaped. */
export function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A block of code; `language` is one that Markdown viewers know. */
export function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

/** The values as inline code, separated by commas. */
export function codes(values: readonly string[]): string {
  return values.map((value) => `\`${value}\``).join(', ');
}

/** The parts of a page separated by empty lines, with one line feed at the end. */
export function pageOf(parts: readonly string[]): string {
  return `${parts.join('\n\n').trimEnd()}\n`;
}
