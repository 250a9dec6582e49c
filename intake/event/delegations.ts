import { csvFile } from '../../domain/base/csv.ts';
import type { ScreenLanguage } from '../../domain/base/language.ts';
import type { Delegation } from '../../domain/event/event-file.ts';
import {
  type DelegationColumn,
  type DelegationLine,
  delegationColumns,
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

const headings: Headings<DelegationColumn> = {
  code: {
    en: 'Code',
    fr: 'Code',
    known:
      'delegation code, country code, code delegation, code de delegation, code pays, iso, ' +
      'iso code, code iso, iso 3, sigle, abbreviation, acronym',
  },
  nameEn: {
    en: 'Name in English',
    fr: 'Nom en anglais',
    known:
      'english name, name en, name english, english, en, nom anglais, nom en, anglais, name, ' +
      'delegation name, delegation, country, member, organisation, organization',
  },
  nameFr: {
    en: 'Name in French',
    fr: 'Nom en français',
    known:
      'french name, name fr, name french, french, fr, nom francais, nom fr, francais, nom, ' +
      'nom de la delegation, pays, membre',
  },
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
};

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
 * Reads an organiser's table of delegations. A name missing in one language is copied from the
 * other. Without positions they are sorted by name.
 *
 * @throws IntakeError like `openTable`
 */
export async function readDelegations(
  bytes: Uint8Array,
  encoding?: TextEncoding,
): Promise<ReadTable<Delegation>> {
  const needed = [['code'], ['nameEn', 'nameFr']] as const;
  const options = { needed, maxLines: maxDelegations, encoding };
  const { readings, lines, problems, columns, headers } = await readLines<DelegationColumn>(
    bytes,
    headings,
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
    const row = readLine(line, orders, known);
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
  const [en, fr] = [line.cell('nameEn'), line.cell('nameFr')];
  if (en === '' && fr === '') return problem('no-name', code);
  const tooLong = [en, fr].find((name) => name.length > maxName);
  if (tooLong !== undefined) return problem('too-long', tooLong);
  const kindCell = line.cell('kind');
  const kind = kindCell === '' ? 'member' : kinds.get(normalText(kindCell));
  if (kind === undefined) return problem('unknown-kind', kindCell);
  const order = { en: orders.en(line), fr: orders.fr(line) };
  if (order.en === undefined) return problem('unknown-order', line.cell('orderEn'));
  if (order.fr === undefined) return problem('unknown-order', line.cell('orderFr'));
  return {
    code,
    name: { en: en || fr, fr: fr || en },
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

/** The heading line for pasted lines: code, the names and the kind. */
export function delegationHeads(delimiter: string): string {
  return headingLine(headings, ['code', 'nameEn', 'nameFr', 'kind'], 'en').join(delimiter);
}

/** A table of delegations to fill in, with a few example lines. */
export function exampleDelegations(language: ScreenLanguage): string {
  const [member, observer, organisation] =
    language === 'en'
      ? ['member', 'observer', 'organisation']
      : ['membre', 'observateur', 'organisation'];
  return tableOf(language, [
    ['BEL', 'Belgium', 'Belgique', member, '', ''],
    [
      'UNDP',
      'United Nations Development Programme',
      'Programme des Nations Unies pour le développement',
      organisation,
      '',
      '',
    ],
    ['OBS', 'Observers', 'Observateurs', observer, '', ''],
  ]);
}

/** The members of the WCO as a table that can be corrected and imported. */
export function membersTable(language: ScreenLanguage): string {
  const kind = language === 'en' ? 'member' : 'membre';
  // Without positions: sorting by name gives the same order, and a line can be added.
  return tableOf(
    language,
    wcoMembers.map(([code, en, fr]) => [code, en, fr, kind, '', '']),
  );
}

function tableOf(language: ScreenLanguage, lines: string[][]): string {
  return csvFile([headingLine(headings, delegationColumns, language), ...lines], ';');
}
