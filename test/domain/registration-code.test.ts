import { describe, expect, it } from 'vitest';
import { makeDelegateId } from '../../domain/tickets/issued-codes.ts';
import { cleanCode, codeKey } from '../../domain/tickets/registration-code.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';

const making = {
  eventId: '3f0e4f6a-55a4-4c52-9b8f-2d6a1f1c9a01',
  eventSecret: new Uint8Array(32),
  crypto: nodeCrypto,
};
const idOf = (code: string) => makeDelegateId(code, making);

describe('registration codes that look alike', () => {
  it.each([
    ['in small letters', 'ab-1'],
    ['with white space around', ' AB-1\u00A0'],
    ['with a zero-width space', 'AB-1\u200B'],
    ['with a mark of direction', '\u200EAB-1'],
    ['with an override of direction', '\u202EAB-1'],
    ['with a soft hyphen', 'AB\u00AD-1'],
    ['with a byte order mark', '\uFEFFAB-1'],
    ['with a hyphen that does not break', 'AB\u20111'],
    ['with a dash', 'AB\u20131'],
    ['in full-width characters', '\uFF21\uFF22\uFF0D\uFF11'],
    ['with an Arabic-Indic digit', 'AB-\u0661'],
    ['with a Bengali digit', 'AB-\u09E7'],
    ['with a mathematical digit', 'AB-\u{1D7CF}'],
  ])('%s are one', (_what, code) => {
    expect(codeKey(code)).toBe('AB-1');
    expect(idOf(code)).toBe(idOf('AB-1'));
  });

  it('are one whether an accent is a character of its own or not', () => {
    expect(cleanCode('A\u0301B')).toBe('\u00C1B');
    expect(idOf('A\u0301B')).toBe(idOf('\u00C1B'));
  });

  it('keep what tells two apart', () => {
    const codes = ['AB-1', 'AB1', 'AB 1', 'AB-l', 'ÄB-1', 'АВ-1'];
    expect(new Set(codes.map(idOf)).size).toBe(codes.length);
  });

  it('read each digit of a script as what it counts', () => {
    expect(cleanCode('٠١٢٣٤٥٦٧٨٩')).toBe('0123456789');
    expect(cleanCode('𝟎𝟗𝟘𝟡')).toBe('0909');
  });
});
