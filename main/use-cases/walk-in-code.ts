import { randomInt } from 'node:crypto';
import { walkInPrefix } from '../../domain/registration-code.ts';

/** Letters and digits that nobody confuses when they are read out or typed. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const letters = 8;

/**
 * A registration code for somebody who was registered at a desk: `W-` and eight letters or digits. Desks
 * without a network cannot ask each other for a free number; with 32⁸ codes and a thousand walk-ins the
 * chance that two agree is one in two million.
 */
export function makeWalkInCode(): string {
  const code = Array.from({ length: letters }, () => alphabet[randomInt(alphabet.length)]).join('');
  return `${walkInPrefix}${code}`;
}
