import fc from 'fast-check';
import { v5 } from 'uuid';
import { expect, it } from 'vitest';
import { makeDelegateId } from '../../domain/delegate-id.ts';
import { codeKey } from '../../domain/registration-code.ts';
import { nodeCrypto } from '../support/crypto.ts';

it('is the UUID version 5 that the package uuid makes', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.string({ minLength: 1, unit: 'binary' }), (eventId, code) => {
      expect(makeDelegateId(eventId, code, nodeCrypto)).toBe(v5(codeKey(code), eventId));
    }),
  );
});
