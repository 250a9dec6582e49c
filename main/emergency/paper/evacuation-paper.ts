import { groupBy } from '../../../domain/base/group-by.ts';
import { nameIn, type ScreenLanguage, textIn } from '../../../domain/base/language.ts';
import type { EventFile } from '../../../domain/event/event-file.ts';
import type {
  Evacuation,
  EvacuationZone,
  InsidePerson,
} from '../../../preload/contract/emergency.ts';
import { furtherLines, type Group, type HeadPlace, type Line, paginate } from './paginate.ts';
import {
  escapeText,
  framedPages,
  isolated,
  type Moments,
  nativeName,
  type PaperDocument,
  paperMoments,
} from './paper-document.ts';
import { filled, groupTitle, paperWords } from './words.ts';

/** Millimetres: an A4 page without its margins, header and footer. */
export const pageRoom = 240;
const columnsPerPage = 2;
/** Heights of a column's first lines, as in `paper.css`, and of each further line; millimetres. */
const heights = { zone: 11, delegation: 9, person: 8, age: 6, more: 5 };
/** Letters of a column's line beside box, time or number: wide ones, on the safe side. */
const letters = { zone: 32, delegation: 34, person: 21, age: 42 };

export interface PaperPlace {
  event: EventFile;
  language: ScreenLanguage;
  stationName: string;
  training: boolean;
}

/**
 * The evacuation list on A4, in two columns: by zone, then delegation, in large print, with a box
 * per person.
 */
export function evacuationPaper(list: Evacuation, place: PaperPlace): PaperDocument {
  const { event, language } = place;
  const words = paperWords(language);
  const moments = paperMoments(event, list.day, language);
  const groups = list.zones.flatMap((zone) => zoneGroups(zone, place, list.day, moments));
  const ages = ageLines(list, words.evacuation, moments);
  const agesHead = { height: heights.zone, markup: headOf('h2', words.evacuation.stations) };
  const columns = paginate([{ head: () => agesHead, lines: ages }, ...groups], pageRoom);
  const { inside: count, unconfirmed } = list;
  const counted = filled(words.evacuation.inside, { count, time: moments.time(list.asOf) });
  const inside =
    unconfirmed === 0
      ? counted
      : `${counted}, ${filled(words.evacuation.unconfirmedCount, { count: unconfirmed })}`;
  return {
    title: `${words.evacuation.title} ${list.day}`,
    language,
    pages: framedPages(
      besideEachOther(columns).map((body) => ({
        heading: `${words.evacuation.title} – ${inside}`,
        body,
      })),
      {
        event: textIn(event.name, language, event),
        day: moments.day(list.day),
        made: filled(words.made, {
          moment: moments.time(list.asOf),
          station: place.stationName,
          age: '',
        }).trim(),
        pageOf: (page, pages) => filled(words.pageOf, { page, pages }),
        mark: place.training ? words.training : '',
      },
    ),
  };
}

function zoneGroups(
  zone: EvacuationZone,
  { event, language }: PaperPlace,
  day: string,
  moments: Moments,
): Group[] {
  const words = paperWords(language);
  const name =
    zone.zone === null
      ? words.evacuation.building
      : zone.checkpoints
          .map((id) => nameIn(event.checkpoints, id, language, event) ?? id)
          .join(' · ');
  const more = furtherLines(name, letters.zone);
  const zoneHead = {
    height: heights.zone + more * heights.more,
    markup: headOf('h2', name, zone.people.length, more),
  };
  const byDelegation = groupBy(zone.people, ({ printedName, delegation }) =>
    printedName === '' ? null : delegation,
  );
  return Array.from(byDelegation, ([code, people], index): Group => {
    const delegation =
      code === null ? words.notInRoster : groupTitle({ event, language }, code, day);
    return {
      head: ({ continued, isTop }: HeadPlace): Line => {
        const title = continued ? filled(words.continued, { name: delegation }) : delegation;
        const more = furtherLines(title, letters.delegation);
        const own = {
          height: heights.delegation + more * heights.more,
          markup: headOf('h3', title, people.length, more),
        };
        // Every column says where its people are.
        return index === 0 || isTop ? stacked(zoneHead, own) : own;
      },
      lines: people.map((person) => personLine(person, words, moments)),
    };
  });
}

function stacked(above: Line, below: Line): Line {
  return { height: above.height + below.height, markup: above.markup + below.markup };
}

/** A heading with its number of people at its end, which no long name cuts off. */
function headOf(level: 'h2' | 'h3', title: string, count?: number, more = 0): string {
  const number = count === undefined ? '' : `<span class="number">${count}</span>`;
  return `<${level} class="more-${more}"><bdi>${escapeText(title)}</bdi>${number}</${level}>`;
}

function besideEachOther(columns: readonly string[]): string[] {
  const pages: string[] = [];
  for (let from = 0; from < columns.length; from += columnsPerPage) {
    const ofPage = columns.slice(from, from + columnsPerPage);
    pages.push(`<div class="beside">${ofPage.map((one) => `<div>${one}</div>`).join('')}</div>`);
  }
  return pages;
}

function personLine(
  person: InsidePerson,
  words: ReturnType<typeof paperWords>,
  moments: Moments,
): Line {
  const when =
    person.seenAt === null
      ? filled(words.evacuation.since, { time: moments.time(person.since) })
      : filled(words.evacuation.seen, { time: moments.time(person.seenAt) });
  const marks = person.unconfirmed ? [words.evacuation.unconfirmed, when] : [when];
  const name = person.printedName === '' ? words.notInRoster : person.printedName;
  const more = furtherLines(`${name} ${person.nativeName}`, letters.person);
  return {
    height: heights.person + more * heights.more,
    markup:
      `<div class="line more-${more}"><span class="box">${person.seenAt === null ? '' : '✓'}</span>` +
      `<span class="who large">${isolated(name, 'name')} ${nativeName(person.nativeName, person.delegation)}</span>` +
      `<span class="when">${marks.map(escapeText).join('<br>')}</span></div>`,
  };
}

function ageLines(
  list: Evacuation,
  words: ReturnType<typeof paperWords>['evacuation'],
  { moment, day }: Moments,
): Line[] {
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
    const more = furtherLines(text, letters.age);
    return {
      height: heights.age + more * heights.more,
      markup: `<p class="age more-${more}">${escapeText(text)}</p>`,
    };
  });
}
