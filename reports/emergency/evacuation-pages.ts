import { groupBy } from '../../domain/base/group-by.ts';
import { findDelegation } from '../../domain/delegations.ts';
import { pageWords } from '../words.ts';
import type { TextStyle, TypeSetter } from '../write/pdf/type-setter.ts';
import type { DrawnPaper } from '../write/print/printable-page.ts';
import {
  body,
  boxRoom,
  boxSide,
  type Content,
  drawBox,
  drawLine,
  drawRows,
  drawStack,
  firstLine,
  framedPages,
  hairline,
  headingOf,
  type Moments,
  millimetre,
  type PaperPlace,
  type Piece,
  paperMoments,
  rowsOf,
  tickStyle,
} from './emergency-page.ts';
import { type Group, type HeadPlace, paginate } from './paginate.ts';
import { filled, paperWords } from './words.ts';

/** A person who is inside. Times are UTC milliseconds. */
export interface ListedPerson {
  /** Empty for a person who is not in the station's roster. */
  printedName: string;
  nativeName: string;
  delegation: string;
  since: number;
  unconfirmed: boolean;
  seenAt: number | null;
}

/** Who is inside, as the station's evacuation list says. Times are UTC milliseconds. */
export interface EvacuationContent {
  day: string;
  began: string | null;
  asOf: number;
  inside: number;
  unconfirmed: number;
  zones: readonly {
    zone: string | null;
    checkpoints: readonly string[];
    people: readonly ListedPerson[];
  }[];
  stations: readonly { name: string; self: boolean; heardAt: number | null }[];
  hub: { lastContact: number | null } | null;
}

const columnsPerPage = 2;
const gutter = 8 * millimetre;
const columnWidth = (body.width - gutter) / columnsPerPage;

/** Large print: the list is read outdoors, at arm's length. */
const styles = {
  zone: { size: 12.5, weight: 'bold' },
  delegation: { size: 11, weight: 'bold' },
  name: { size: 12, weight: 'bold' },
  nativeName: { size: 12, weight: 'regular' },
  when: { size: 9, weight: 'regular' },
  age: { size: 10.5, weight: 'regular' },
} as const satisfies Record<string, TextStyle>;

const zoneLook = {
  style: styles.zone,
  above: 3 * millimetre,
  height: 11 * millimetre,
  isRuled: false,
};
const delegationLook = {
  style: styles.delegation,
  above: 3 * millimetre,
  height: 9 * millimetre,
  isRuled: true,
};

/**
 * The evacuation list on A4, in two columns: by zone, then delegation, in large print, with a box
 * per person.
 */
export function evacuationPages(
  list: EvacuationContent,
  place: PaperPlace,
  setter: TypeSetter,
): DrawnPaper {
  const { event, language } = place;
  const words = paperWords(language);
  const moments = paperMoments(event, list.day, language);
  const groups = list.zones.flatMap((zone) => zoneGroups(zone, list.day, place, setter, moments));
  const ages = ageLines(list, words.evacuation, setter, moments);
  const agesHead = [headingOf(setter, words.evacuation.stations, zoneLook, columnWidth)];
  const columns = paginate([{ head: () => agesHead, lines: ages }, ...groups], body.height);
  const { inside: count, unconfirmed } = list;
  const counted = filled(words.evacuation.inside, { count, time: moments.time(list.asOf) });
  const inside =
    unconfirmed === 0
      ? counted
      : `${counted}, ${filled(words.evacuation.unconfirmedCount, { count: unconfirmed })}`;
  const heading = `${words.evacuation.title} – ${inside}`;
  const made = filled(words.made, {
    moment: moments.time(list.asOf),
    station: place.stationName,
    age: '',
  }).trim();
  return {
    title: `${words.evacuation.title} ${list.day}`,
    language,
    pages: framedPages(setter, besideEachOther(columns, heading), place, {
      day: moments.day(list.day),
      made,
    }),
  };
}

function zoneGroups(
  zone: EvacuationContent['zones'][number],
  day: string,
  { event, language }: PaperPlace,
  setter: TypeSetter,
  moments: Moments,
): Group<Piece>[] {
  const words = paperWords(language);
  const name =
    zone.zone === null
      ? words.evacuation.building
      : zone.checkpoints
          .map((id) => event.checkpoints.find((gate) => gate.id === id)?.name[language] ?? id)
          .join(' · ');
  const zoneHead = headingOf(setter, name, zoneLook, columnWidth, zone.people.length);
  const byDelegation = groupBy(zone.people, ({ delegation }) => delegation);
  return Array.from(byDelegation, ([code, people], index): Group<Piece> => {
    const delegation =
      code === '' ? words.notInRoster : (findDelegation(event, code, day)?.name[language] ?? code);
    return {
      head: ({ continued, isTop }: HeadPlace) => {
        const title = continued ? `${delegation} (${pageWords[language].continued})` : delegation;
        const own = headingOf(setter, title, delegationLook, columnWidth, people.length);
        // Every column says where its people are.
        return index === 0 || isTop ? [zoneHead, own] : [own];
      },
      lines: people.map((person) => personLine(person, words, setter, moments)),
    };
  });
}

function besideEachOther(columns: readonly Piece[][], heading: string): Content[] {
  const pages: Content[] = [];
  for (let from = 0; from < columns.length; from += columnsPerPage) {
    const ofPage = columns.slice(from, from + columnsPerPage);
    pages.push({
      heading,
      draw: (sheet) => {
        for (const [index, column] of ofPage.entries())
          drawStack(sheet, column, body.left + index * (columnWidth + gutter), body.top);
      },
    });
  }
  return pages;
}

function personLine(
  person: ListedPerson,
  words: ReturnType<typeof paperWords>,
  setter: TypeSetter,
  moments: Moments,
): Piece {
  const when =
    person.seenAt === null
      ? filled(words.evacuation.since, { time: moments.time(person.since) })
      : filled(words.evacuation.seen, { time: moments.time(person.seenAt) });
  const marks = (person.unconfirmed ? [words.evacuation.unconfirmed, when] : [when]).map((text) =>
    firstLine(setter, text, columnWidth / 2, styles.when),
  );
  const marksWidth = Math.max(...marks.map((line) => setter.width(line))) + 2 * millimetre;
  const text = person.printedName === '' ? words.notInRoster : person.printedName;
  const { nativeName, delegation } = person;
  const name = rowsOf(
    setter,
    [
      { text, style: styles.name },
      { text: nativeName, style: styles.nativeName, delegation },
    ],
    columnWidth - boxRoom - marksWidth,
  );
  const markHeight = styles.when.size * 1.15;
  const height = Math.max(
    8 * millimetre,
    name.height + 2 * millimetre,
    marks.length * markHeight + 1.5 * millimetre,
  );
  const tick = person.seenAt === null ? null : firstLine(setter, '✓', boxSide, tickStyle);
  return {
    height,
    draw: (sheet, x, y) => {
      drawBox(sheet, x, y + (height - boxSide) / 2, tick);
      drawRows(sheet, name, x + boxRoom, y + (height - name.height) / 2);
      const top = y + (height - marks.length * markHeight) / 2;
      for (const [index, line] of marks.entries()) {
        const at = { x: x + columnWidth, y: top + index * markHeight, align: 'right' } as const;
        drawLine(sheet, line, styles.when.size, at);
      }
      hairline(sheet, x, y + height - 0.45, columnWidth);
    },
  };
}

function ageLines(
  list: EvacuationContent,
  words: ReturnType<typeof paperWords>['evacuation'],
  setter: TypeSetter,
  { moment, day }: Moments,
): Piece[] {
  const texts = list.stations.map(({ name, self, heardAt }) => {
    if (self) return words.self;
    return heardAt === null
      ? filled(words.never, { name })
      : filled(words.heard, { name, moment: moment(heardAt) });
  });
  if (list.hub === null) texts.push(words.alone);
  else if (list.hub.lastContact === null) texts.push(words.hubNever);
  else texts.push(filled(words.hub, { moment: moment(list.hub.lastContact) }));
  if (list.began !== null) texts.unshift(filled(words.began, { day: day(list.began) }));
  if (list.inside + list.unconfirmed === 0) texts.push(words.noOne);
  return texts.map((text) => {
    const rows = rowsOf(setter, [{ text, style: styles.age }], columnWidth);
    const height = Math.max(6 * millimetre, rows.height + millimetre);
    return { height, draw: (sheet, x, y) => drawRows(sheet, rows, x, y) };
  });
}
