import qrcode from 'qrcode';
import type { IssuedInvite } from '../admin/admin-answers.ts';

/** Where lines go; standard output except in tests. */
export type Print = (line: string) => void;

/** Prints rows in columns as wide as their widest cell, two spaces apart. */
export function printColumns(rows: readonly (readonly string[])[], print: Print): void {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length);
  }
  for (const row of rows) {
    print(
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  }
}

/** UTC, to the second: reads the same everywhere. */
export function timeText(wall: number | null): string {
  return wall === null ? '—' : `${new Date(wall).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** Hexadecimal digits in groups of four, to compare by eye. */
export function fingerprintText(fingerprint: string): string {
  return fingerprint.match(/.{4}/g)?.join(' ') ?? fingerprint;
}

/** White modules around a QR code (ISO/IEC 18004 requires four). */
const quietZone = 4;

/**
 * A QR code for a terminal: two modules in one character (half blocks), always black on white,
 * independent of the terminal's colours.
 */
export function qrLines(text: string): string[] {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'L' });
  const isDark = (row: number, column: number): boolean =>
    row >= 0 &&
    column >= 0 &&
    row < modules.size &&
    column < modules.size &&
    modules.get(row, column) !== 0;
  const lines: string[] = [];
  for (let row = -quietZone; row < modules.size + quietZone; row += 2) {
    let line = '';
    for (let column = -quietZone; column < modules.size + quietZone; column += 1) {
      const halves = Number(isDark(row, column)) + 2 * Number(isDark(row + 1, column));
      line += [' ', '\u2580', '\u2584', '\u2588'][halves];
    }
    // SGR 107: bright white background; 30: black.
    lines.push(`\u001b[107;30m${line}\u001b[0m`);
  }
  return lines;
}

/** Prints an invite as a QR code, and the same as text for typing. */
export function printInvite(invite: IssuedInvite, print: Print): void {
  const [first] = invite.invites;
  if (first === undefined) return;
  for (const line of qrLines(first.text)) print(line);
  print(`Scan this at the new station, or type there:`);
  print(`  address  ${invite.invites.map(({ url }) => url).join('   ')}`);
  print(`  code     ${invite.code.slice(0, 4)} ${invite.code.slice(4)}`);
  print(`  and compare the hub's fingerprint:`);
  print(`  ${fingerprintText(invite.fingerprint)}`);
  print(`Good for one station until ${timeText(invite.expires)}.`);
}
