import type { Delegate } from '../../../domain/delegate.ts';
import { people, ticketOf, uuid } from './people.ts';

const rows = [
  ['Dr', 'Anchalee PHROMSUWAN', 'อัญชลี พรหมสุวรรณ', 'Director-General', 'head', 'confirmed'],
  ['Mr', 'Prasert WONGSAKUL', '', 'Deputy Director-General', 'alternate', 'confirmed'],
  ['Ms', 'Kanya SRISAI', '', 'Director, Enforcement', 'member', 'confirmed'],
  ['Mr', 'Niran CHAROENPHOL', '', 'Strategic trade officer', 'member', 'confirmed'],
  ['Ms', 'Ratana BOONMEE', '', 'Attaché', 'member', 'pending'],
  ['Mr', 'Wirat THONGCHAI', '', 'Analyst', 'member', 'confirmed'],
  ['Ms', 'Siriporn INTHARAKAMHAENG NA AYUTTHAYA', '', 'Legal adviser', 'member', 'cancelled'],
] as const;

/** Further people of one delegation, so that it has a roster worth looking at. */
export function thailand(): Delegate[] {
  const [pattern] = people();
  if (pattern === undefined) return [];
  return rows.map(([title, printedName, nativeName, jobTitle, role, status], index) => ({
    ...pattern,
    id: uuid(1, 500 + index),
    registrationCode: `GSC-${4_000 + index}`,
    ticketCode: ticketOf(500 + index),
    title,
    printedName,
    nativeName,
    delegation: 'TH',
    administration: 'Thai Customs Department',
    jobTitle,
    role,
    letterOrder: index,
    category: role === 'head' ? 'head-of-delegation' : 'delegate',
    grammaticalGender: title === 'Ms' ? 'feminine' : 'masculine',
    status,
    vip: role === 'head',
  }));
}
