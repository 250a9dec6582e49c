import { expect, it } from 'vitest';
import { monogramOf } from '../../../renderer/kiosk/frame/monogram.ts';

it.each([
  ['Global Security Conference', 'GSC'],
  ['Conférence mondiale sur la sécurité', 'CMS'],
  ['STCE 2018', 'STCE'],
  ['10th Forum of the World Customs Organization', 'FWCO'],
  ['Conference of the Parties to the Convention on Long Names', 'CPCL'],
  ['été', 'É'],
  ['2018', ''],
])('%s has the letters %s', (name, letters) => {
  expect(monogramOf(name)).toBe(letters);
});
