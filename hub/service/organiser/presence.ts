import { alertOfArrival } from '../../../domain/alerts.ts';
import { delegationsInOrder } from '../../../domain/delegations.ts';
import { groupBy } from '../../../domain/group-by.ts';
import type { ScreenLanguage } from '../../../domain/language.ts';
import { listOrder } from '../../../domain/list-order.ts';
import type { Heads, Presence } from '../../../domain/wire/organiser-figures.ts';
import type { Books } from './books.ts';
import { balanceOf, basisOf, type FigureWish } from './figures.ts';
import type { RosterPerson } from './roster-book.ts';

type PresenceWish = FigureWish & { language: ScreenLanguage };

/** Who is here by delegation, in the list's order of the language; delegations without registrations are left out. */
export function presenceOf(books: Books, { day, now, language }: PresenceWish): Presence {
  const lines = new Map(balanceOf(books, day).delegations.map(({ code, line }) => [code, line]));
  const heads = groupBy(headsOf(books), ({ delegation }) => delegation);
  const first = books.attendance.firstOf(day);
  const table = delegationsInOrder(books.event, language, day);
  const known = new Set(table.map(({ code }) => code));
  const others = [...lines.keys()].filter((code) => !known.has(code)).sort();
  const codes = [...table.map(({ code }) => code), ...others];
  const entries = new Map(table.map((entry) => [entry.code, entry]));
  const rows = codes.flatMap((code) => {
    const line = lines.get(code);
    const registered = line === undefined ? 0 : line.present + line.notArrived;
    if (line === undefined || registered === 0) return [];
    const entry = entries.get(code);
    const own = heads.get(code) ?? [];
    return {
      code,
      name: entry?.name ?? null,
      kind: entry?.kind ?? null,
      registered,
      present: line.present,
      heads: { registered: own.length, present: own.filter(({ id }) => first.has(id)).length },
    };
  });
  return { day, basis: basisOf(books, now), rows };
}

/** The heads of delegation by name, in list order. */
export function headsByName(books: Books, { day, now, language }: PresenceWish): Heads {
  const first = books.attendance.firstOf(day);
  const rows = headsOf(books)
    .sort(listOrder(books.event, day, language))
    .map(({ id, delegation, title, printedName }) => ({
      delegateId: id,
      delegation,
      title,
      printedName,
      since: first.get(id)?.wall ?? null,
    }));
  return { day, basis: basisOf(books, now), rows };
}

/** The same persons of whose arrival protocol is told, as far as they are expected. */
function headsOf({ roster }: Books): RosterPerson[] {
  return [...roster.all()].filter(
    ({ role, category, status }) =>
      status === 'confirmed' && alertOfArrival({ role, category, vip: false }) === 'head-arrived',
  );
}
