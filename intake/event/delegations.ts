import { csvFile } from '../../domain/base/csv.ts';
import {
  type EventText,
  type InLanguages,
  type KioskLanguage,
  type ScreenLanguage,
  type ScreenText,
  screenLanguages,
  textIn,
  textsIn,
} from '../../domain/base/language.ts';
import type { Delegation } from '../../domain/event/event-file.ts';
import {
  type DelegationColumn,
  type DelegationLine,
  maxCode,
  maxDelegations,
  maxName,
  orderedDelegations,
  type TableProblem,
} from '../../domain/event/event-tables.ts';
import { wcoMembers } from '../../domain/event/wco-members.ts';
import type { TextEncoding } from '../../domain/roster/roster-import.ts';
import { normalText } from '../cell-text.ts';
import {
  type Headings,
  headingLine,
  problemOf,
  type ReadTable,
  readLines,
  type TableLine,
} from './table-lines.ts';
import { textColumns, textHeadings, textOfLine } from './text-columns.ts';

const names = {
  en: 'Name',
  fr: 'Nom',
  plain: {
    en: 'name, delegation name, delegation, country, member, organisation, organization',
    fr: 'nom, nom de la delegation, pays, membre',
    es: 'nombre, delegacion, pais',
    ar: 'الاسم, الوفد, الدولة',
    ru: 'название, делегация, страна',
    pt: 'nome, delegacao, pais',
  },
  isBare: true,
};

const headingsIn = ({ languages }: InLanguages): Headings<DelegationColumn> => ({
  code: {
    en: 'Code',
    fr: 'Code',
    known:
      'delegation code, country code, code delegation, code de delegation, code pays, iso, ' +
      'iso code, code iso, iso 3, sigle, abbreviation, acronym',
  },
  ...textHeadings('name', languages, names),
  kind: { en: 'Kind', fr: 'Type', known: 'status, statut, category, categorie, nature' },
  orderEn: {
    en: 'Order in English',
    fr: 'Ordre en anglais',
    known: 'order en, order english, ordre en, ordre anglais, order, ordre, rank, rang',
  },
  orderFr: {
    en: 'Order in French',
    fr: 'Ordre en français',
    known: 'order fr, order french, ordre fr, ordre francais',
  },
});

/** Headings of a position that applies to every language. */
const orderForAll: ReadonlySet<string> = new Set(['order', 'ordre', 'rank', 'rang']);

const kinds: ReadonlyMap<string, Delegation['kind']> = new Map(
  Object.entries({
    member: 'member, membre, member administration, administration membre, state, etat, m',
    observer: 'observer, observateur, observatrice, o',
    organisation:
      'organisation, organization, international organisation, international organization, ' +
      'organisation internationale, io, oi',
    secretariat: 'secretariat, staff, host, hote',
  } satisfies Record<Delegation['kind'], string>).flatMap(([kind, words]) =>
    words.split(', ').map((word) => [word, kind as Delegation['kind']] as const),
  ),
);

/**
 * Reads an organiser's table of delegations, with the names in the event's languages. Without
 * positions they are sorted by name.
 *
 * @throws IntakeError like `openTable`
 */
export async function readDelegations(
  bytes: Uint8Array,
  event: InLanguages,
  encoding?: TextEncoding,
): Promise<ReadTable<Delegation>> {
  const needed: DelegationColumn[][] = [['code'], textColumns('name', event.languages)];
  const options = { needed, maxLines: maxDelegations, encoding };
  const { readings, lines, problems, columns, headers } = await readLines<DelegationColumn>(
    bytes,
    headingsIn(event),
    options,
  );
  const isForAll = orderForAll.has(normalText(headers[columns.orderEn ?? -1] ?? ''));
  const orders = {
    en: orderReader(lines, 'orderEn'),
    fr: orderReader(lines, isForAll ? 'orderEn' : 'orderFr'),
  };
  const known = new Map<string, number>();
  const rows: DelegationLine[] = [];
  for (const line of lines) {
    const row = readLine(line, orders, known, event);
    if ('name' in row) rows.push(row);
    else problems.push(row);
  }
  problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return { readings, rows: orderedDelegations(rows), problems };
}

type OrderReader = (line: TableLine<DelegationColumn>) => number | null | undefined;

function readLine(
  line: TableLine<DelegationColumn>,
  orders: Record<ScreenLanguage, OrderReader>,
  known: Map<string, number>,
  { languages }: InLanguages,
): DelegationLine | TableProblem {
  const problem = (code: TableProblem['code'], value = '', sameAs: number | null = null) =>
    problemOf(code, { line: line.line, value, sameAs });
  const code = line.cell('code');
  if (code === '') return problem('no-code');
  if (code.length > maxCode) return problem('code-too-long', code);
  const key = normalText(code) || code;
  const sameAs = known.get(key);
  if (sameAs !== undefined) return problem('code-twice', code, sameAs);
  known.set(key, line.line);
  const name = textOfLine(line, 'name', languages);
  if (name === null) return problem('no-name', code);
  const tooLong = textsIn(name).find((text) => text.length > maxName);
  if (tooLong !== undefined) return problem('too-long', tooLong);
  const kindCell = line.cell('kind');
  const kind = kindCell === '' ? 'member' : kinds.get(normalText(kindCell));
  if (kind === undefined) return problem('unknown-kind', kindCell);
  const order = { en: orders.en(line), fr: orders.fr(line) };
  if (order.en === undefined) return problem('unknown-order', line.cell('orderEn'));
  if (order.fr === undefined) return problem('unknown-order', line.cell('orderFr'));
  return {
    code,
    name,
    kind,
    order: { en: order.en, fr: order.fr },
  };
}

/**
 * Reads a column of positions that is empty throughout or filled in each line; undefined if it is
 * neither.
 */
function orderReader(
  lines: readonly TableLine<DelegationColumn>[],
  column: 'orderEn' | 'orderFr',
): OrderReader {
  if (lines.every((line) => line.cell(column) === '')) return () => null;
  return (line) => {
    const cell = line.cell(column);
    return /^\d{1,6}(?:[.,]0+)?$/.test(cell) ? Number.parseInt(cell, 10) : undefined;
  };
}

/** The heading line for pasted lines: code, a name in each of the event's languages, kind. */
export function delegationHeads(delimiter: string, event: InLanguages): string {
  const columns = ['code', ...textColumns('name', event.languages), 'kind'] as const;
  return headingLine(headingsIn(event), columns, 'en').join(delimiter);
}

const undp: EventText = {
  en: 'United Nations Development Programme',
  fr: 'Programme des Nations Unies pour le développement',
  es: 'Programa de las Naciones Unidas para el Desarrollo',
  ar: 'برنامج الأمم المتحدة الإنمائي',
  ru: 'Программа развития Организации Объединённых Наций',
  pt: 'Programa das Nações Unidas para o Desenvolvimento',
};

const examples: readonly [code: string, name: EventText, kind: Delegation['kind']][] = [
  [
    'BEL',
    {
      en: 'Belgium',
      fr: 'Belgique',
      es: 'Bélgica',
      ar: 'بلجيكا',
      ru: 'Бельгия',
      pt: 'Bélgica',
    },
    'member',
  ],
  ['UNDP', undp, 'organisation'],
  [
    'OBS',
    {
      en: 'Observers',
      fr: 'Observateurs',
      es: 'Observadores',
      ar: 'المراقبون',
      ru: 'Наблюдатели',
      pt: 'Observadores',
    },
    'observer',
  ],
];

/** A table of delegations to fill in, with a few example lines. */
export function exampleDelegations(language: ScreenLanguage, event: InLanguages): string {
  return tableOf(language, event, examples);
}

/**
 * The members of the WCO as a table that can be corrected and imported. Their names are in English
 * and French.
 */
export function membersTable(language: ScreenLanguage, event: InLanguages): string {
  // Without positions: sorting by name gives the same order, and a line can be added.
  return tableOf(
    language,
    event,
    wcoMembers.map(([code, en, fr]) => [code, { en, fr }, 'member'] as const),
  );
}

const kindWords: Readonly<Record<Delegation['kind'], ScreenText>> = {
  member: { en: 'member', fr: 'membre' },
  observer: { en: 'observer', fr: 'observateur' },
  organisation: { en: 'organisation', fr: 'organisation' },
  secretariat: { en: 'secretariat', fr: 'secretariat' },
};

function tableOf(
  language: ScreenLanguage,
  event: InLanguages,
  lines: readonly (readonly [code: string, name: EventText, kind: Delegation['kind']])[],
): string {
  const { languages } = event;
  const orders = { en: 'orderEn', fr: 'orderFr' } as const;
  const ordered = screenLanguages.filter((one) => languages.includes(one));
  const columns = [
    'code' as const,
    ...textColumns('name', languages),
    'kind' as const,
    ...ordered.map((one) => orders[one]),
  ];
  // The first language stands in for the others, and so has a name in any case.
  const nameIn = (name: EventText, one: KioskLanguage, place: number): string =>
    place === 0 ? textIn(name, one, event) : (name[one] ?? '');
  return csvFile(
    [
      headingLine(headingsIn(event), columns, language),
      ...lines.map(([code, name, kind]) => [
        code,
        ...languages.map((one, place) => nameIn(name, one, place)),
        kindWords[kind][language],
        ...ordered.map(() => ''),
      ]),
    ],
    ';',
  );
}
