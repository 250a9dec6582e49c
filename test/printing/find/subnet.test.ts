import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CallFailure } from '../../../main/base/call-failure.ts';
import { addressesOf, maxAddresses } from '../../../main/printing/find/printer-search.ts';

function codeOf(text: string): string {
  try {
    return `${addressesOf(text).length} addresses`;
  } catch (error) {
    return error instanceof CallFailure ? error.code : String(error);
  }
}

describe('a typed range', () => {
  test.each([
    ['192.168.10.0/24', 254, '192.168.10.1', '192.168.10.254'],
    ['192.168.10.77/24', 254, '192.168.10.1', '192.168.10.254'],
    [' 10.1.2.3 ', 1, '10.1.2.3', '10.1.2.3'],
    ['172.31.255.252/30', 2, '172.31.255.253', '172.31.255.254'],
    ['169.254.8.0/31', 2, '169.254.8.0', '169.254.8.1'],
    ['10.0.0.0/22', 1022, '10.0.0.1', '10.0.3.254'],
  ])('%s is %i addresses', (text, count, first, last) => {
    const addresses = addressesOf(text);
    expect(addresses).toHaveLength(count);
    expect([addresses[0], addresses.at(-1)]).toEqual([first, last]);
    expect(new Set(addresses).size).toBe(count);
  });

  test.each([
    ['8.8.8.0/24', 'subnet-not-local'],
    ['172.32.0.0/24', 'subnet-not-local'],
    ['192.169.0.1', 'subnet-not-local'],
    ['0.0.0.0/0', 'subnet-not-local'],
    ['10.0.0.0/7', 'subnet-not-local'],
    ['224.0.0.251', 'subnet-not-local'],
    ['192.168.0.0/21', 'subnet-too-large'],
    ['10.0.0.0/8', 'subnet-too-large'],
    ['', 'subnet-unreadable'],
    ['printer.local', 'subnet-unreadable'],
    ['192.168.1/24', 'subnet-unreadable'],
    ['192.168.1.0/33', 'subnet-unreadable'],
    ['192.168.1.0/', 'subnet-unreadable'],
    ['192.168.1.0/24/24', 'subnet-unreadable'],
    ['192.168.1.0/-1', 'subnet-unreadable'],
    ['fe80::1', 'subnet-unreadable'],
  ])('%s is refused: %s', (text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  test('never leads out of private space, and never to more than the limit', () => {
    const byte = fc.nat(255);
    fc.assert(
      fc.property(fc.tuple(byte, byte, byte, byte), fc.nat(32), (parts, length) => {
        const code = codeOf(`${parts.join('.')}/${length}`);
        if (code.startsWith('subnet-')) return;
        const addresses = addressesOf(`${parts.join('.')}/${length}`);
        expect(addresses.length).toBeLessThanOrEqual(maxAddresses);
        const ours =
          /^(10\.|127\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.)\d+\.\d+(\.\d+)?$/;
        for (const address of addresses) expect(address).toMatch(ours);
      }),
      { numRuns: 300 },
    );
  });
});
