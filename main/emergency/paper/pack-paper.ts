import type { PaperPerson } from '../../../db/emergency.ts';
import { groupBy } from '../../../domain/base/group-by.ts';
import { nameIn, textIn } from '../../../domain/base/language.ts';
import { groupWordOf, hasGroups } from '../../../domain/delegations.ts';
import { groupForms } from '../../../domain/event/group-words.ts';
import type { PackContent } from '../emergency-pack.ts';
import { type PaperPlace, pageRoom } from './evacuation-paper.ts';
import { furtherLines, type Group, paginate } from './paginate.ts';
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

type Words = ReturnType<typeof paperWords>;

const headHeight = 10;
const columnsHeight = 7;
const rowHeight = 10;
const nameLetters = 46;
const badgesPerPage = 12;
const latePages = 2;
const lateLines = 22;

/** The emergency pack on A4: steps, roster, one-day badges, the form for late entries. */
export function packPaper(
  pack: PackContent,
  place: PaperPlace & { hasHub: boolean },
): PaperDocument {
  const { event, language } = place;
  const words = paperWords(language);
  const moments = paperMoments(event, pack.day, language);
  const pages = [
    { heading: words.pack.title, body: cover(pack, place, words) },
    ...rosterPages(pack, place, words).map((body) => ({ heading: words.pack.roster, body })),
    ...badgePages(pack, place, words, moments).map((body) => ({
      heading: words.pack.badges,
      body,
    })),
    ...Array.from({ length: latePages }, () => ({
      heading: words.pack.late,
      body: lateForm(place, words),
    })),
  ];
  return {
    title: `${words.pack.title} ${pack.day}`,
    language,
    pages: framedPages(pages, {
      event: textIn(event.name, language, event),
      day: moments.day(pack.day),
      made: filled(words.made, {
        moment: moments.time(pack.preparedAt),
        station: place.stationName,
        age: ageOf(pack, place.hasHub, words, moments),
      }),
      pageOf: (page, all) => filled(words.pageOf, { page, pages: all }),
      mark: place.training ? words.training : '',
    }),
  };
}

function ageOf(pack: PackContent, hasHub: boolean, words: Words, { moment }: Moments): string {
  if (!hasHub) return words.ageNow;
  return pack.rosterAsOf === null
    ? words.ageNever
    : filled(words.ageHub, { moment: moment(pack.rosterAsOf) });
}

function cover(pack: PackContent, { event, language }: PaperPlace, { pack: words }: Words): string {
  const [first] = pack.numbers;
  const last = pack.numbers.at(-1);
  const holds = [
    filled(hasGroups(event) ? words.holdsRoster : words.holdsRosterPlain, {
      count: pack.people.length,
      group: groupForms[language][event.groupWord].one,
    }),
    first === undefined || last === undefined
      ? words.holdsNoBadges
      : filled(words.holdsBadges, { count: pack.numbers.length, first, last }),
    words.holdsLate,
  ];
  const steps = [words.step1, words.step2, words.step3, words.step4, words.step5];
  const items = (texts: readonly string[]): string =>
    texts.map((text) => `<li>${escapeText(text)}</li>`).join('');
  return (
    `<section class="cover"><h2>${escapeText(words.steps)}</h2><ol>${items(steps)}</ol>` +
    `<h2>${escapeText(words.holds)}</h2><ul>${items(holds)}</ul></section>`
  );
}

function rosterPages(
  { people, day }: PackContent,
  { event, language }: PaperPlace,
  words: Words,
): string[] {
  const byDelegation = groupBy(people, ({ delegation }) => delegation);
  const groups = Array.from(byDelegation, ([code, members]): Group => {
    const name = groupTitle({ event, language }, code, day);
    const head = `${name} (${filled(words.pack.people, { count: members.length })})`;
    return {
      head: ({ continued }) => ({
        height: headHeight,
        markup: `<h3>${escapeText(continued ? filled(words.continued, { name: head }) : head)}</h3>`,
      }),
      lines: members.map((person) => rosterLine(person, event, language)),
    };
  });
  const columns =
    `<div class="line columns"><span class="box none"></span><span class="who">${escapeText(words.pack.name)}</span>` +
    `<span class="write">${escapeText(words.pack.time)}</span><span class="write">${escapeText(words.pack.badge)}</span></div>`;
  return paginate(groups, pageRoom - columnsHeight).map((page) => columns + page);
}

function rosterLine(
  person: PaperPerson,
  event: PaperPlace['event'],
  language: PaperPlace['language'],
) {
  const name = person.title === '' ? person.printedName : `${person.title} ${person.printedName}`;
  const category = nameIn(event.categories, person.category, language, event);
  const about = [category ?? person.category, person.jobTitle, person.registrationCode]
    .filter((text) => text !== '')
    .map((text) => isolated(text, ''))
    .join(' · ');
  const more = furtherLines(`${name} ${person.nativeName}`, nameLetters);
  return {
    height: rowHeight + more * 5,
    markup:
      `<div class="line roster more-${more}"><span class="box"></span>` +
      `<span class="who">${isolated(name, 'name')} ${nativeName(person.nativeName, person.delegation)}` +
      `<span class="about">${about}</span></span><span class="write"></span><span class="write"></span></div>`,
  };
}

/** The badges carry no personal data: the holder writes the name on the badge. */
function badgePages(
  { numbers, day }: PackContent,
  { event, training, language }: PaperPlace,
  words: Words,
  moments: Moments,
): string[] {
  const cards = numbers.map(
    (number) =>
      `<div class="card"><p class="kind">${escapeText(words.pack.oneDay)}</p>` +
      `<p class="count">${escapeText(number.slice(number.lastIndexOf('-') + 1))}</p>` +
      `<p class="code">${escapeText(number)}</p>` +
      `<p class="name-line">${escapeText(words.pack.name)}</p>` +
      `<p class="of">${isolated(textIn(event.name, language, event), '')} · ${escapeText(moments.day(day))}` +
      `${training ? ` · ${escapeText(words.training)}` : ''}</p></div>`,
  );
  const pages: string[] = [];
  for (let from = 0; from < cards.length; from += badgesPerPage) {
    pages.push(`<div class="cards">${cards.slice(from, from + badgesPerPage).join('')}</div>`);
  }
  return pages;
}

function lateForm({ event, language }: PaperPlace, { pack: words }: Words): string {
  const heads = [
    words.time,
    words.name,
    groupForms[language][groupWordOf(event)].label,
    words.document,
    words.badge,
    words.initials,
  ]
    .map((text) => `<th>${escapeText(text)}</th>`)
    .join('');
  const line = `<tr>${'<td></td>'.repeat(6)}</tr>`;
  return `<table class="late"><thead><tr>${heads}</tr></thead><tbody>${line.repeat(lateLines)}</tbody></table>`;
}
