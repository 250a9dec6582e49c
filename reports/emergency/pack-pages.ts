import { groupBy } from '../../domain/base/group-by.ts';
import { findDelegation } from '../../domain/delegations.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import { pageWords } from '../words.ts';
import type { TextStyle, TypeSetter } from '../write/pdf/type-setter.ts';
import type { DrawnPaper } from '../write/print/printable-page.ts';
import {
  body,
  boxRoom,
  boxSide,
  type Content,
  dotted,
  drawBox,
  drawLine,
  drawRows,
  drawStack,
  fill,
  firstLine,
  framedPages,
  hairline,
  headingOf,
  ink,
  type Moments,
  millimetre,
  type PaperPlace,
  type Piece,
  paperMoments,
  rowsOf,
  type Sheet,
  upright,
} from './emergency-page.ts';
import { type Group, paginate } from './paginate.ts';
import { filled, paperWords } from './words.ts';

/** An expected person, as the roster on paper shows the person. */
export type ExpectedPerson = Pick<
  Delegate,
  | 'registrationCode'
  | 'title'
  | 'printedName'
  | 'nativeName'
  | 'jobTitle'
  | 'delegation'
  | 'category'
>;

/** What a pack holds. Times are UTC milliseconds. */
export interface PackContent {
  day: string;
  preparedAt: number;
  /** Null if the hub never confirmed the roster. */
  rosterAsOf: number | null;
  /** Expected people in list order. */
  people: readonly ExpectedPerson[];
  /** Numbers of the one-day badges, which no earlier pack of this day has. */
  numbers: readonly string[];
}

type Words = ReturnType<typeof paperWords>;

const styles = {
  chapter: { size: 14, weight: 'bold' },
  step: { size: 13, weight: 'regular' },
  delegation: { size: 11.5, weight: 'bold' },
  column: { size: 9, weight: 'bold' },
  name: { size: 11, weight: 'bold' },
  nativeName: { size: 11, weight: 'regular' },
  about: { size: 8.5, weight: 'regular' },
  kind: { size: 9, weight: 'bold' },
  count: { size: 34, weight: 'bold' },
  code: { size: 9, weight: 'regular' },
  small: { size: 8, weight: 'regular' },
} as const satisfies Record<string, TextStyle>;

const latePages = 2;
const lateLines = 22;

/** The emergency pack on A4: steps, roster, one-day badges, the form for late entries. */
export function packPages(
  pack: PackContent,
  place: PaperPlace & { hasHub: boolean },
  setter: TypeSetter,
): DrawnPaper {
  const { event, language } = place;
  const words = paperWords(language);
  const moments = paperMoments(event, pack.day, language);
  const cover = coverPieces(pack, words, setter);
  const form = lateForm(words, setter);
  const contents: Content[] = [
    { heading: words.pack.title, draw: (sheet) => drawStack(sheet, cover, body.left, body.top) },
    ...rosterPages(pack, place, words, setter),
    ...badgePages(pack, place, words, setter, moments),
    ...Array.from({ length: latePages }, () => ({ heading: words.pack.late, draw: form })),
  ];
  const made = filled(words.made, {
    moment: moments.time(pack.preparedAt),
    station: place.stationName,
    age: ageOf(pack, place.hasHub, words, moments),
  });
  return {
    title: `${words.pack.title} ${pack.day}`,
    language,
    pages: framedPages(setter, contents, place, { day: moments.day(pack.day), made }),
  };
}

function ageOf(pack: PackContent, hasHub: boolean, words: Words, { moment }: Moments): string {
  if (!hasHub) return words.ageNow;
  return pack.rosterAsOf === null
    ? words.ageNever
    : filled(words.ageHub, { moment: moment(pack.rosterAsOf) });
}

function coverPieces(pack: PackContent, { pack: words }: Words, setter: TypeSetter): Piece[] {
  const [first] = pack.numbers;
  const last = pack.numbers.at(-1);
  const holds = [
    filled(words.holdsRoster, { count: pack.people.length }),
    first === undefined || last === undefined
      ? words.holdsNoBadges
      : filled(words.holdsBadges, { count: pack.numbers.length, first, last }),
    words.holdsLate,
  ];
  const steps = [words.step1, words.step2, words.step3, words.step4, words.step5];
  const look = {
    style: styles.chapter,
    above: 8 * millimetre,
    height: 17.5 * millimetre,
    isRuled: false,
  };
  return [
    headingOf(setter, words.steps, look, body.width),
    ...steps.map((text, index) => itemOf(setter, `${index + 1}.`, text)),
    headingOf(setter, words.holds, look, body.width),
    ...holds.map((text) => itemOf(setter, '•', text)),
  ];
}

function itemOf(setter: TypeSetter, mark: string, text: string): Piece {
  const indent = 8 * millimetre;
  const rows = rowsOf(setter, [{ text, style: styles.step }], body.width - indent);
  const label = firstLine(setter, mark, indent, styles.step);
  return {
    height: rows.height + 3.5 * millimetre,
    draw: (sheet, x, y) => {
      const before = { x: x + indent - 2 * millimetre, y, align: 'right' } as const;
      drawLine(sheet, label, styles.step.size, before);
      drawRows(sheet, rows, x + indent, y);
    },
  };
}

/** The columns of the roster to write in, from the left edge of the page's body. */
const numberLeft = body.width - 30 * millimetre;
const timeLeft = numberLeft - 24 * millimetre;
const titlesHeight = 7 * millimetre;

function rosterPages(
  { people, day }: PackContent,
  { event, language }: PaperPlace,
  words: Words,
  setter: TypeSetter,
): Content[] {
  const look = {
    style: styles.delegation,
    above: 3.5 * millimetre,
    height: 10 * millimetre,
    isRuled: true,
  };
  const byDelegation = groupBy(people, ({ delegation }) => delegation);
  const groups = Array.from(byDelegation, ([code, members]): Group<Piece> => {
    const name = findDelegation(event, code, day)?.name[language] ?? code;
    const title = `${name} (${members.length})`;
    const { continued: again } = pageWords[language];
    return {
      head: ({ continued }) => [
        headingOf(setter, continued ? `${title} (${again})` : title, look, body.width),
      ],
      lines: members.map((person) => rosterLine(person, event.categories, language, setter)),
    };
  });
  const titles = [
    { text: words.pack.name, left: boxRoom },
    { text: words.pack.time, left: timeLeft + 1.5 * millimetre },
    { text: words.pack.badge, left: numberLeft + 1.5 * millimetre },
  ].map(({ text, left }) => ({ left, line: firstLine(setter, text, body.width, styles.column) }));
  return paginate(groups, body.height - titlesHeight).map((page) => ({
    heading: words.pack.roster,
    draw: (sheet) => {
      for (const { line, left } of titles) {
        const at = { x: body.left + left, y: body.top + 4, align: 'left' } as const;
        drawLine(sheet, line, styles.column.size, at);
      }
      drawStack(sheet, page, body.left, body.top + titlesHeight);
    },
  }));
}

function rosterLine(
  person: ExpectedPerson,
  categories: PaperPlace['event']['categories'],
  language: PaperPlace['language'],
  setter: TypeSetter,
): Piece {
  const { title, printedName, nativeName, delegation } = person;
  const category = categories.find(({ id }) => id === person.category)?.name[language];
  const width = timeLeft - boxRoom - 2 * millimetre;
  const name = rowsOf(
    setter,
    [
      { text: title === '' ? printedName : `${title} ${printedName}`, style: styles.name },
      { text: nativeName, style: styles.nativeName, delegation },
    ],
    width,
  );
  const about = dotted(
    setter,
    [category ?? person.category, person.jobTitle, person.registrationCode].filter(
      (text) => text !== '',
    ),
    width,
    styles.about,
  );
  const text = name.height + about.height;
  const height = Math.max(10 * millimetre, text + millimetre);
  return {
    height,
    draw: (sheet, x, y) => {
      drawBox(sheet, x, y + (height - boxSide) / 2, null);
      const top = y + (height - text) / 2;
      drawRows(sheet, name, x + boxRoom, top);
      drawRows(sheet, about, x + boxRoom, top + name.height);
      upright(sheet, x + timeLeft, y, height);
      upright(sheet, x + numberLeft, y, height);
      hairline(sheet, x, y + height - 0.45, body.width);
    },
  };
}

const card = { width: body.width / 2, height: 40 * millimetre, inset: 4 * millimetre };
const badgesPerPage = 12;

/** The badges carry no personal data: the holder writes the name on the badge. */
function badgePages(
  { numbers, day }: PackContent,
  { event, training, language }: PaperPlace,
  words: Words,
  setter: TypeSetter,
  moments: Moments,
): Content[] {
  const width = card.width - 2 * card.inset;
  const kind = firstLine(setter, words.pack.oneDay, width, styles.kind);
  const name = firstLine(setter, words.pack.name, width, styles.small);
  const of = dotted(
    setter,
    [event.name[language], moments.day(day), ...(training ? [words.training] : [])],
    width,
    styles.small,
  );
  const cards = numbers.map((number): Piece => {
    const short = number.slice(number.lastIndexOf('-') + 1);
    const count = firstLine(setter, short, width, styles.count);
    const code = firstLine(setter, number, width, styles.code);
    return {
      height: card.height,
      draw: (sheet, x, y) => {
        dashes(sheet, x, y);
        const [left, right] = [x + card.inset, x + card.width - card.inset];
        const top = y + 3 * millimetre;
        drawLine(sheet, kind, styles.kind.size, { x: left, y: top, align: 'left' });
        drawLine(sheet, code, styles.code.size, { x: left, y: top + 12, align: 'left' });
        drawLine(sheet, count, styles.count.size, { x: right, y: top - 6, align: 'right' });
        const foot = y + card.height - 3 * millimetre - of.height;
        drawRows(sheet, of, left, foot);
        const rule = foot - millimetre;
        fill(sheet, ink, { x: left, y: rule, width, height: 0.9 });
        const above = { x: left, y: rule - 11 * millimetre, align: 'left' } as const;
        drawLine(sheet, name, styles.small.size, above);
      },
    };
  });
  const pages: Content[] = [];
  for (let from = 0; from < cards.length; from += badgesPerPage) {
    const ofPage = cards.slice(from, from + badgesPerPage);
    pages.push({
      heading: words.pack.badges,
      draw: (sheet) => {
        for (const [index, one] of ofPage.entries()) {
          const x = body.left + (index % 2) * card.width;
          one.draw(sheet, x, body.top + Math.floor(index / 2) * card.height);
        }
      },
    });
  }
  return pages;
}

/** A dashed frame, to cut along. */
function dashes(sheet: Sheet, x: number, y: number): void {
  const [dash, thickness] = [3, 0.55];
  const grey = '#666666';
  for (let at = 0; at < card.width; at += 2 * dash)
    for (const top of [y, y + card.height - thickness])
      fill(sheet, grey, { x: x + at, y: top, width: dash, height: thickness });
  for (let at = 0; at < card.height; at += 2 * dash)
    for (const left of [x, x + card.width - thickness])
      fill(sheet, grey, { x: left, y: y + at, width: thickness, height: dash });
}

/** The form for late entries: a table to write in. */
function lateForm({ pack: words }: Words, setter: TypeSetter): (sheet: Sheet) => void {
  const [time, delegation, document, badge, initials] = [16, 34, 26, 24, 20];
  const name = body.width / millimetre - time - delegation - document - badge - initials;
  const columns = [
    { text: words.time, width: time },
    { text: words.name, width: name },
    { text: words.delegation, width: delegation },
    { text: words.document, width: document },
    { text: words.badge, width: badge },
    { text: words.initials, width: initials },
  ].map(({ text, width }) => ({
    width: width * millimetre,
    title: rowsOf(setter, [{ text, style: styles.column }], (width - 3) * millimetre),
  }));
  const [headHeight, lineHeight] = [
    Math.max(8 * millimetre, ...columns.map(({ title }) => title.height + 4)),
    10.4 * millimetre,
  ];
  const height = headHeight + lateLines * lineHeight;
  return (sheet) => {
    const { left, top, width } = body;
    const line = { thickness: 0.55, colour: '#666666' };
    let x = left;
    for (const column of columns) {
      const titleTop = top + headHeight - column.title.height - 2;
      drawRows(sheet, column.title, x + 1.5 * millimetre, titleTop);
      fill(sheet, line.colour, { x, y: top, width: line.thickness, height });
      x += column.width;
    }
    fill(sheet, line.colour, { x: left + width, y: top, width: line.thickness, height });
    fill(sheet, line.colour, { x: left, y: top, width, height: line.thickness });
    for (let row = 0; row <= lateLines; row += 1) {
      const y = top + headHeight + row * lineHeight;
      fill(sheet, line.colour, { x: left, y, width, height: line.thickness });
    }
  };
}
