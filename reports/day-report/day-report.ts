import {
  balanceWords,
  gapWords,
  type RegistrationGap,
  registrationRows,
} from '../../domain/badges/registration-balance.ts';
import { localeOf, sortableMoments } from '../../domain/base/date-form.ts';
import { type ScreenLanguage, textIn } from '../../domain/base/language.ts';
import { textOrder } from '../../domain/base/text-order.ts';
import { gapsOf } from '../../domain/day-close/check-counts.ts';
import { openCount } from '../../domain/day-close/open-items.ts';
import type { DayReport, StationProof } from '../../domain/day-close/report.ts';
import { formatDays } from '../../domain/event/event-dates.ts';
import type { EventFile } from '../../domain/event/event-file.ts';
import { versionsText } from '../../domain/event/event-version.ts';
import { localDayOf } from '../../domain/event/local-day.ts';
import { type Cell, figure, type PrintedReport, type ReportSection, text } from '../report.ts';
import { clockWords, overrideWords, refusalWords, trainingWords } from '../words.ts';
import { type DayReportWords, dayReportWords, type ItemKind } from './words.ts';

/** The person of a record. A name may be empty. */
export interface NamedPerson {
  printedName: string;
  /** Code of the delegation. */
  delegation: string;
}

/** A note on an item; empty after a purge. Time in UTC milliseconds. */
export interface ItemNote {
  note: string;
  operatorName: string | null;
  wall: number;
}

/** A signed report with the names that it leaves out, by id. A missing name is unknown here. */
export interface DayReportContent {
  report: DayReport;
  /** Hex SHA-256 of the signed file. */
  hash: string;
  fileName: string;
  event: EventFile;
  isTraining: boolean;
  stationNames: Readonly<Record<string, string>>;
  /** Name of the operator who closed the day; null if unknown. */
  closedBy: string | null;
  /** By the record that the item is about. */
  people: Readonly<Record<string, NamedPerson>>;
  /** By the record of the note. */
  notes: Readonly<Record<string, ItemNote>>;
}

/**
 * The signed report of a day as a page for reading: who closed it, each station's verdict, what is
 * still open, what a note explains, and the counts. The signed file is the proof. The page states
 * its name, its hash and the command that verifies it.
 */
export function dayReportPage(content: DayReportContent, language: ScreenLanguage): PrintedReport {
  const page = new Page(content, language);
  const { event, isTraining, report } = content;
  const name = textIn(event.name, language, event);
  const { columns, title } = dayReportWords[language];
  return {
    language,
    title,
    event: isTraining ? `${name} – ${trainingWords[language]}` : name,
    period: formatDays([report.day], language),
    asOf: page.complete(),
    answer: null,
    notes: page.head(),
    columns: [
      text(columns.item, 34),
      text(columns.result, 46),
      figure(columns.count, 10),
      text(columns.note, 44),
    ],
    sections: page.sections(),
    directory: null,
    totals: null,
    empty: '',
    certificates: null,
  };
}

/** An item or a station in the table, with the record of its note. */
interface Row {
  item: string;
  result: string;
  count: number | null;
  resolvedBy: string | null;
}

const verdictOrder = { broken: 0, open: 1, proven: 2 } as const;

class Page {
  readonly #content: DayReportContent;
  readonly #language: ScreenLanguage;
  readonly #words: DayReportWords;
  readonly #time: (wall: number) => string;

  constructor(content: DayReportContent, language: ScreenLanguage) {
    this.#content = content;
    this.#language = language;
    this.#words = dayReportWords[language];
    const moments = sortableMoments(content.event.timeZone);
    this.#time = (wall) => clockWords(moments(wall).slice(-5), language);
  }

  /** "Complete as of 18:04, 5 of 6 stations proven". */
  complete(): string {
    const { issuedAt, proof } = this.#content.report;
    const { proven, open, broken } = proof;
    return this.#words.complete(this.#when(issuedAt), proven, proven + open + broken);
  }

  /** The lines above the table. */
  head(): string[] {
    const { report, hash, fileName, closedBy } = this.#content;
    const { issuedAt, revision, number, issuer } = report;
    const said = this.#words;
    return [
      said.closed({
        day: this.#day(issuedAt),
        time: this.#time(issuedAt),
        operator: closedBy,
        station: report.closedBy === null ? null : this.#station(report.closedBy.station),
      }),
      said.place(revision, number, issuer.kind === 'hub' ? null : this.#station(issuer.id)),
      said.proof(fileName),
      // On a separate line, so that it can be copied whole.
      said.check(`npm run verify -- ${fileName} --key ${issuer.publicKey}`),
      said.hash(hash),
    ];
  }

  sections(): ReportSection[] {
    const { sections, nothingOpen } = this.#words;
    const { stations } = this.#content.report;
    const items = this.#items();
    const open = items.filter(({ resolvedBy }) => resolvedBy === null);
    const noted = items.filter(({ resolvedBy }) => resolvedBy !== null);
    const judged = stations.map(({ verdict, resolvedBy }) => ({
      verdict,
      isNoted: resolvedBy !== null,
    }));
    const openStations = this.#stations().filter(
      ({ proof, row }) => proof.verdict !== 'proven' && row.resolvedBy === null,
    );
    const rows = [...openStations.map(({ row }) => row), ...open];
    return [
      { title: sections.stations, rows: this.#stations().map(({ row }) => this.#cells(row)) },
      {
        title: sections.open(openCount(judged, open.length)),
        rows:
          rows.length === 0
            ? [[nothingOpen, null, null, null]]
            : rows.map((row) => this.#cells(row)),
      },
      ...(noted.length === 0
        ? []
        : [{ title: sections.noted(noted.length), rows: noted.map((row) => this.#cells(row)) }]),
      { title: sections.attendance, rows: this.#attendance() },
      { title: balanceWords[this.#language].title, rows: this.#balance() },
    ];
  }

  #cells({ item, result, count, resolvedBy }: Row): Cell[] {
    return [item, result, count, this.#note(resolvedBy)];
  }

  /** Every station: those that need attention first, then by name. */
  #stations(): { proof: StationProof; row: Row }[] {
    return this.#content.report.stations
      .map((proof) => ({ proof, row: this.#stationRow(proof) }))
      .toSorted(
        (a, b) =>
          verdictOrder[a.proof.verdict] - verdictOrder[b.proof.verdict] ||
          textOrder(this.#language)(a.row.item, b.row.item),
      );
  }

  #stationRow({ station, verdict, reason, asOf, held, atLeast, resolvedBy }: StationProof): Row {
    const said = this.#words;
    const result = [
      `${said.verdicts[verdict]}${this.#language === 'fr' ? '\u202F' : ''}: ${said.reasons[reason ?? 'proven']}`,
      asOf === null
        ? ''
        : said.asOfClose(this.#when(asOf.wall), this.#number(asOf.kseq), this.#number(asOf.since)),
      held === atLeast ? '' : said.atLeast(this.#number(held), this.#number(atLeast)),
    ];
    return {
      item: this.#station(station),
      result: result.filter((part) => part !== '').join(' '),
      count: held,
      resolvedBy,
    };
  }

  #items(): Row[] {
    const { prints, further, overrides, clocks, quarantine, balance } = this.#content.report;
    const said = this.#words;
    const item = (kind: ItemKind, detail: string): string => `${said.kinds[kind]} · ${detail}`;
    const place = (checkpoint: string, station: string): string =>
      `${this.#checkpoint(checkpoint)}, ${this.#station(station)}`;
    const rows = [
      ...prints.map(({ serial, fact, station, resolvedBy }) => ({
        item: this.#person(fact),
        result: item('print', `${said.badge(serial)}, ${this.#station(station)}`),
        count: null,
        resolvedBy,
      })),
      ...further.map(({ fact, checkpoint, station, resolvedBy }) => ({
        item: this.#person(fact),
        result: item('further', place(checkpoint, station)),
        count: null,
        resolvedBy,
      })),
      ...overrides.map(({ fact, checkpoint, station, outcome, reason, resolvedBy }) => {
        const why = [
          refusalWords(outcome, this.#language),
          overrideWords(reason, this.#language),
        ].filter((part) => part !== '');
        return {
          item: this.#person(fact),
          result: item('override', [place(checkpoint, station), ...why].join('. ')),
          count: null,
          resolvedBy,
        };
      }),
      ...clocks.map(({ station, facts, worst, resolvedBy }) => ({
        item: this.#station(station),
        result: item('clock', said.clock(this.#age(Math.abs(worst)), worst > 0)),
        count: facts,
        resolvedBy,
      })),
      ...quarantine.map(({ station, reason, items, resolvedBy }) => ({
        item: this.#station(station),
        result: item('quarantine', said.quarantine[reason] ?? reason),
        count: items,
        resolvedBy,
      })),
    ];
    const gaps = gapsOf(balance.total);
    if (gaps === 0) return rows;
    const { title } = balanceWords[this.#language];
    const kinds = Object.entries(balance.total.gaps) as [RegistrationGap, number][];
    const result = kinds
      .filter(([, count]) => count > 0)
      .map(([gap, count]) => `${gapWords[this.#language][gap]} (${this.#number(count)})`)
      .join(', ');
    return [...rows, { item: title, result, count: gaps, resolvedBy: balance.resolvedBy }];
  }

  #attendance(): Cell[][] {
    const { persons, facts, eventVersions, admissions } = this.#content.report;
    const { figures } = this.#words;
    return [
      [figures.persons, null, persons, null],
      ...admissions.flatMap(({ checkpoint, admitted, further, undone }) => {
        const name = this.#checkpoint(checkpoint);
        const rows: Cell[][] = [[name, figures.admitted, admitted, null]];
        if (further > 0) rows.push([name, figures.further, further, null]);
        if (undone > 0) rows.push([name, figures.undone, undone, null]);
        return rows;
      }),
      [figures.records, null, facts.distinct, null],
      [figures.eventVersion, versionsText(eventVersions), null, null],
    ];
  }

  #balance(): Cell[][] {
    const { total } = this.#content.report.balance;
    const { registered, walkIns, rows } = this.#words.figures;
    const shown = registrationRows.filter(
      (row) => total[row] > 0 || row === 'present' || row === 'notArrived',
    );
    return [
      [registered, null, total.registered, null],
      ...(total.walkIns > 0 ? [[walkIns, null, total.walkIns, null]] : []),
      ...shown.map((row): Cell[] => [rows[row], null, total[row], null]),
    ];
  }

  #note(resolvedBy: string | null): string | null {
    if (resolvedBy === null) return null;
    const found = this.#content.notes[resolvedBy];
    if (found === undefined || found.note === '') return this.#words.noteElsewhere;
    const { note, operatorName, wall } = found;
    return `${note} (${this.#words.notedBy(operatorName, this.#when(wall))})`;
  }

  #person(fact: string): string {
    const { printedName = '', delegation = '' } = this.#content.people[fact] ?? {};
    if (printedName === '') return this.#words.unknownPerson;
    return delegation === '' ? printedName : `${printedName} (${delegation})`;
  }

  #station(id: string): string {
    return this.#content.stationNames[id] ?? id;
  }

  #checkpoint(code: string): string {
    const { checkpoints } = this.#content.event;
    return checkpoints.find(({ id }) => id === code)?.name[this.#language] ?? code;
  }

  /** "18:04"; with the date if it is another day than the report's. */
  #when(wall: number): string {
    const { event, report } = this.#content;
    if (localDayOf(wall, event) === report.day) return this.#time(wall);
    return this.#words.when(this.#day(wall), this.#time(wall));
  }

  /** The calendar date, which after midnight differs from the event's day: "2 October 2018". */
  #day(wall: number): string {
    const { timeZone } = this.#content.event;
    return formatDays([sortableMoments(timeZone)(wall).slice(0, 10)], this.#language);
  }

  #number(value: number): string {
    return new Intl.NumberFormat(localeOf(this.#language)).format(value);
  }

  /** "12 minutes", in the largest unit of which there are at least two. */
  #age(milliseconds: number): string {
    const seconds = Math.round(milliseconds / 1_000);
    const [unit, size] = units.find(([, one]) => seconds >= 2 * one) ?? ['second', 1];
    return new Intl.NumberFormat(localeOf(this.#language), {
      style: 'unit',
      unit,
      unitDisplay: 'long',
    }).format(Math.round(seconds / size));
  }
}

/** Largest first, with their seconds. */
const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;
