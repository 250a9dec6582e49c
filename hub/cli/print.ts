import qrcode from 'qrcode';
import type { IssuedInvite } from '../admin/admin-wire.ts';

/** Where lines go; the standard output unless a test listens. */
export type Print = (line: string) => void;

/** Rows in columns as wide as their widest cell, two spaces between. */
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

/** A time as everybody reads it the same: UTC, to the second. */
export function timeText(wall: number | null): string {
  return wall === null ? '—' : `${new Date(wall).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** Hexadecimal digits in groups of four, to be compared by eye. */
export function pinText(pin: string): string {
  return pin.match(/.{4}/g)?.join(' ') ?? pin;
}

/** An invite: its QR, and the same for those who type. */
export async function printInvite(invite: IssuedInvite, print: Print): Promise<void> {
  const [first] = invite.invites;
  if (first === undefined) return;
  const qr = await qrcode.toString(first.text, {
    type: 'terminal',
    small: true,
    errorCorrectionLevel: 'L',
  });
  print(qr);
  print(`Scan this at the new kiosk, or type there:`);
  print(`  address  ${invite.invites.map(({ url }) => url).join('   ')}`);
  print(`  code     ${invite.code.slice(0, 4)} ${invite.code.slice(4)}`);
  print(`  and compare the hub's pin:`);
  print(`  ${pinText(invite.pin)}`);
  print(`Good for one kiosk until ${timeText(invite.expires)}.`);
}
