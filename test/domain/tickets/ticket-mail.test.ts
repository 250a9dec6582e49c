import { expect, test } from 'vitest';
import { isMailAddress, mailAddressSchema } from '../../../domain/tickets/ticket-mail.ts';

test.each([
  ['anna@example.org', true],
  ['anna+desk@mail.example.org', true],
  ['', false],
  ['anna', false],
  ['anna@example', false],
  ['anna @example.org', false],
  ['anna@example.org\r\nBcc: all@example.org', false],
  ['anna@example.org, bo@example.org', false],
  [`${'a'.repeat(250)}@example.org`, false],
])('%j is an address: %s', (text, is) => {
  expect([isMailAddress(text), mailAddressSchema.safeParse(text).success]).toEqual([is, is]);
});
