import type { Delegation } from './event-file.ts';

/** One line of the secretariat's table: code, English name, French name, place in the English and in the French list. */
export type DelegationRow = readonly [
  code: string,
  en: string,
  fr: string,
  orderEn: number,
  orderFr: number,
];

/** Codes whose present name began on a day: the Kingdom of Swaziland became Eswatini on 19 April 2018. */
const nameValidFrom: ReadonlyMap<string, string> = new Map([['SWZ', '2018-04-19']]);

/** The line as the event file has it. */
export function toDelegation(kind: Delegation['kind'], row: DelegationRow): Delegation {
  const [code, en, fr, orderEn, orderFr] = row;
  return {
    code,
    name: { en, fr },
    kind,
    order: { en: orderEn, fr: orderFr },
    validFrom: nameValidFrom.get(code) ?? null,
    validTo: null,
  };
}
