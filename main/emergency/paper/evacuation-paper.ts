import { groupBy } from '../../../domain/base/group-by.ts';
import type { ScreenLanguage } from '../../../domain/base/language.ts';
import { findDelegation } from '../../../domain/delegations.ts';
import type { EventFile } from '../../../domain/event/event-file.ts';
import type {
  Evacuation,
  EvacuationZone,
  InsidePerson,
} from '../../../preload/contract/emergency.ts';
import { type Group, type Line, linesOf, paginate } from './paginate.ts';
import {
  escapeText,
  framedPages,
  isolated,
  type Moments,
  nativeName,
  type PaperDocument,
  paperMoments,
} from './paper-document.ts';
import { filled, paperWords } from './words.ts';

/** Millimetres: an A4 page without its margins, header and footer. */
export const pageRoom = 240;
const headHeight = 11;
const lineHeight = 8;
const lettersPerLine = 62;

/** The context of the list: what the paper shows besides it. */
export interface PaperPlace {
  event: EventFile;
  language: ScreenLanguage;
  stationName: string;
  training: boolean;
}

/** The evacuation list on A4: by zone, then delegation, in large print, with a box per person. */
export function evacuationPaper(list: Evacuation, place: PaperPlace): PaperDocument {
  const { event, language } = place;
  const words = paperWords(language);
  const moments = paperMoments(event, list.day, language);
  const groups = list.zones.flatMap((zone) => zoneGroups(zone, place, list.day, moments));
  const ages = ageLines(list, words.evacuation, moments);
  const lists = paginate(
    [
      {
        head: () => `<h2>${escapeText(words.evacuation.stations)}</h2>`,
        headHeight,
        lines: ages,
      },
      ...groups,
    ],
    pageRoom,
  );
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
      lists.map((body) => ({ heading: `${words.evacuation.title} – ${inside}`, body })),
      {
        event: event.name[language],
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
          .map((id) => event.checkpoints.find((gate) => gate.id === id)?.name[language] ?? id)
          .join(' · ');
  const byDelegation = groupBy(zone.people, ({ delegation }) => delegation);
  return Array.from(byDelegation, ([code, people], index): Group => {
    const delegation =
      code === '' ? words.notInRoster : (findDelegation(event, code, day)?.name[language] ?? code);
    const head = `${delegation} (${people.length})`;
    const zoneHead = `<h2>${escapeText(`${name} – ${zone.people.length}`)}</h2>`;
    return {
      head: (continued) =>
        `${index === 0 || continued ? zoneHead : ''}<h3>${escapeText(continued ? filled(words.continued, { name: head }) : head)}</h3>`,
      headHeight: headHeight * 2,
      lines: people.map((person) => personLine(person, words, moments)),
    };
  });
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
  const text = person.unconfirmed ? `${words.evacuation.unconfirmed} · ${when}` : when;
  const name = person.printedName === '' ? words.notInRoster : person.printedName;
  const lines = linesOf(`${name} ${person.nativeName}`, lettersPerLine);
  return {
    height: lineHeight * lines,
    markup:
      `<div class="line lines-${Math.min(lines, 4)}"><span class="box">${person.seenAt === null ? '' : '✓'}</span>` +
      `<span class="who large">${isolated(name, 'name')} ${nativeName(person.nativeName, person.delegation)}</span>` +
      `<span class="when">${escapeText(text)}</span></div>`,
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
  return texts.map((text) => ({
    height: 6,
    markup: `<p class="age">${escapeText(text)}</p>`,
  }));
}
