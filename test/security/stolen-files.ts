import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every file below these folders, by absolute path. */
export function filesBelow(...folders: string[]): string[] {
  return (
    folders
      .filter((folder) => existsSync(folder))
      .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
      // Sockets and links (Chromium's lock) hold no data.
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
  );
}

/** A text as programs write it: UTF-8 and UTF-16 in both orders, as it is and in either case. */
export function writtenForms(text: string): Buffer[] {
  const cases = new Set([text, text.toLowerCase(), text.toUpperCase()]);
  return [...cases].flatMap((one) => {
    const little = Buffer.from(one, 'utf16le');
    return [Buffer.from(one, 'utf8'), little, Buffer.from(little).swap16()];
  });
}

/** Where texts lie readable: one line a file and text. Empty where whoever copies these folders learns none of them. */
export function whatAThiefReads(folders: readonly string[], texts: readonly string[]): string[] {
  const forms = texts.map((text) => ({ text, written: writtenForms(text) }));
  return filesBelow(...folders).flatMap((path) => {
    const bytes = readFileSync(path);
    return forms
      .filter(({ written }) => written.some((form) => bytes.includes(form)))
      .map(({ text }) => `${path}: ${text}`);
  });
}
