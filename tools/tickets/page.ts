import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { englishName, textIn } from '../../domain/base/language.ts';
import { findDelegation } from '../../domain/delegations.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import { demoEvent } from '../sample/event.ts';
import type { Card, CardGroups } from './cards.ts';
import { escapeHtml } from './html.ts';
import { qrSvg } from './qr-svg.ts';
import { toneIcons, verdictLook } from './verdict.ts';

const event = demoEvent();

/** In the order in which they override each other. */
const styleSheets = ['page.css', 'tickets.css', 'print.css'];

/**
 * Languages for the choice of glyph forms and for line breaking; for most the letters alone would
 * do.
 */
const languageOfDelegation: ReadonlyMap<string, string> = new Map([
  ['JPN', 'ja'],
  ['EGY', 'ar'],
  ['GEO', 'ka'],
  ['NPL', 'ne'],
  ['THA', 'th'],
  ['CYP', 'el'],
]);

/**
 * The page of sample tickets: one HTML file that needs neither other files nor a network or script.
 */
export function ticketsPage(groups: CardGroups): string {
  const style = styleSheets.map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'));
  const count = groups.admitted.length + groups.others.length;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>Sample tickets · ${escapeHtml(englishName(event))}</title>
<style>
${style.join('\n')}</style>
</head>
<body>
${intro(groups)}
<main>
${group('Admitted', groups.admitted, 1, count)}
${group('Not let in', groups.others, groups.admitted.length + 1, count)}
</main>
</body>
</html>
`;
}

function intro({ admitted, others }: CardGroups): string {
  const link = (card: Card): string => {
    const { tone } = verdictLook(card.outcome);
    const who = card.holder?.printedName ?? card.label;
    return `<li class="${tone}"><a href="#${card.id}">${icon(tone)}${escapeHtml(who)}</a></li>`;
  };
  return `<header>
<p class="kicker">Lanyard · sample tickets</p>
<h1>${escapeHtml(englishName(event))}</h1>
<p class="when">2–4 October 2018 · ${escapeHtml(textIn(event.place, 'en', event))}</p>
<ol class="how">
<li>Open the desk: <code>npm start -- --demo</code></li>
<li>Hold a ticket a hand’s length from the webcam, or read it with a hand scanner.</li>
<li>Compare the answer with the line below the code.</li>
</ol>
<p class="small">The answers are those of the demo’s first day, on which the demo desk lives. All people are
invented; the keys are public and good for nothing else. On a phone, turn the brightness up.</p>
<ul class="contents">${[...admitted, ...others].map(link).join('')}</ul>
</header>`;
}

function group(title: string, cards: readonly Card[], first: number, count: number): string {
  return `<section>
<h2>${escapeHtml(title)}</h2>
<div class="cards">
${cards.map((card, index) => ticket(card, `${first + index} / ${count}`)).join('\n')}
</div>
</section>`;
}

function ticket(card: Card, position: string): string {
  const look = verdictLook(card.outcome);
  const shortCode = card.text.length <= 24;
  return `<article id="${card.id}" class="${look.tone}">
<p class="kicker"><span>${escapeHtml(card.label)}</span><span>${position}</span></p>
<div class="qr">${qrSvg(card.text, `QR code: ${escapeHtml(card.label)}`)}</div>
<p class="code${shortCode ? '' : ' long'}">${escapeHtml(card.text)}</p>
${card.holder === null ? '<div class="holder"></div>' : holder(card.holder)}
<div class="answer">${icon(look.tone)}<p><strong>${escapeHtml(look.en)}</strong>
<span lang="fr">${escapeHtml(look.fr)}</span></p></div>
<p class="note">${escapeHtml(card.note)}</p>
</article>`;
}

function holder(delegate: Delegate): string {
  const delegation = findDelegation(event, delegate.delegation, '2018-10-02');
  const language = languageOfDelegation.get(delegate.delegation);
  const native =
    delegate.nativeName === ''
      ? ''
      : `<p class="native" dir="auto"${language === undefined ? '' : ` lang="${language}"`}>${escapeHtml(delegate.nativeName)}</p>`;
  return `<div class="holder">
<p class="name${hasLongWord(delegate.printedName) ? ' long-word' : ''}"><span class="title">${escapeHtml(delegate.title)}</span> ${escapeHtml(delegate.printedName)}</p>
${native}<p class="delegation">${escapeHtml(delegation === null ? '' : textIn(delegation.name, 'en', event))}</p>
</div>`;
}

/** Whether a word would break on the narrowest phone. */
function hasLongWord(name: string): boolean {
  return name.split(' ').some((word) => word.length > 16);
}

function icon(tone: keyof typeof toneIcons): string {
  return `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${toneIcons[tone]}</svg>`;
}
