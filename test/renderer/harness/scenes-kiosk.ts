import type { Page } from 'playwright-core';
import { kioskLanguages } from '../../../domain/base/language.ts';
import { answerHelp, helpCallViews } from '../../../main/kiosk/help-at-desk.ts';
import { bookPlaces, marie } from './deeds.ts';
import type { HarnessDesk } from './desk.ts';
import { deskOf } from './pages.ts';
import { badTickets, foreignBadge, strangerTicket, ticketOf } from './people.ts';
import {
  click,
  family,
  inOrder,
  installClock,
  type Scene,
  type Step,
  scanCode,
  type,
  untilShown,
} from './steps.ts';

const shows = (screen: string): Step => untilShown(`.kiosk[data-screen="${screen}"]`);

/**
 * Stops the page's timers, so that none clears the screen while a busy machine still measures it.
 */
export const hold: Step = (page) =>
  page.evaluate(() => {
    const newest = window.setTimeout(() => {}, 0);
    // A scene with Playwright's clock, which counts from 1e12, controls its time itself.
    if (newest >= 1e12) return;
    for (let id = newest; id > 0; id -= 1) window.clearTimeout(id);
  });
const isTaken = inOrder(shows('take'), hold);

const scanAtStart = (text: string): Step => inOrder(shows('attract'), scanCode(text));
const arrive = (index = 0): Step =>
  inOrder(scanAtStart(ticketOf(index)), shows('confirm'), untilShown('.kiosk-badge img'));

/** Presses the first button of a screen, the most common choice. */
const goOn = click('.kiosk-main .kiosk-button[data-variant="primary"]');
const typeCode = click('.kiosk-main .kiosk-button[data-variant="plain"]');
const toConsents = inOrder(goOn, shows('consents'));
const toPrinting = inOrder(arrive(), toConsents, goOn);
const toCorrect = inOrder(
  arrive(),
  click('.kiosk-main .kiosk-button[data-variant="plain"]'),
  shows('correct'),
);
const toReturning = inOrder(scanAtStart(ticketOf(0)), shows('confirm'));
const callHelp = inOrder(
  click('.kiosk-tools [data-tool="help"]'),
  untilShown('.help-sign[data-call="called"]'),
);
const listen = click('.kiosk-tools [data-tool="listen"]');
const noStore = 'fails=kioskLookUp:store-unavailable';
const field = (page: Page, place: number) => page.locator('.touch-field input').nth(place);

const openLanguages = click('.kiosk-tools [data-tool="language"]');

/** Chooses a language by its place: directly on the first screen, later in the dialog. */
export async function speak(page: Page, at: number): Promise<void> {
  const languages = page.locator('.kiosk-language');
  await page.locator('.kiosk-language, [data-tool="language"]').first().waitFor();
  if ((await languages.count()) === 0) await openLanguages(page);
  await languages.nth(at).click();
}

/** Staff at the desk answer every call for help. */
const helpComes: Step = async (page) => {
  const desk = deskOf(page);
  for (const { id } of helpCallViews(desk.context)) answerHelp(desk.context, marie(desk), id);
};

/** Guesses wrongly until the kiosk accepts no more for a while. */
async function guessWrong({ answer }: HarnessDesk): Promise<void> {
  const guess = { kind: 'typed', code: 'GSC-1', familyName: 'Nobody' };
  for (let guesses = 0; guesses < 6; guesses += 1) await answer('kioskLookUp', guess);
}

const kiosk = family('kiosk', 'mode=kiosk&role=none&admitted=0');

const speakArabic: Step = (page) => speak(page, kioskLanguages.indexOf('ar'));

function scenesIn(language: string, at: number): Scene[] {
  const choose: Step = (page) => speak(page, at);
  const shown = at === 3 ? 1 : at === 4 ? 5 : 0;
  const code = inOrder(choose, typeCode, shows('code'), type('GSC-1042'));
  const forged = inOrder(choose, shows('start'), scanCode(badTickets.forged));
  return [
    kiosk(`start-${language}`, choose, shows('start')),
    kiosk(`confirm-${language}`, arrive(shown), choose),
    kiosk(`consents-${language}`, arrive(), choose, toConsents, click('.consent')),
    kiosk(`take-${language}`, arrive(), choose, goOn, goOn, isTaken),
    kiosk(`code-${language}`, code, (page) => field(page, 1).focus()),
    kiosk(`see-desk-${language}`, forged, shows('seeDesk')),
  ];
}

export const kioskScenes: readonly Scene[] = [
  kiosk('attract', shows('attract')),
  kiosk('attract-emblem', 'emblem=1', untilShown('.kiosk-picture')),
  kiosk('start-emblem-ru', 'emblem=1', (page) => speak(page, 4), shows('start')),
  kiosk('languages', arrive(), openLanguages, untilShown('.kiosk-languages')),
  ...kioskLanguages.flatMap(scenesIn),
  kiosk('long-name', arrive(3)),
  kiosk('correct', toCorrect),
  kiosk(
    'correct-too-different',
    toCorrect,
    (page) => field(page, 0).fill('Somebody ELSE'),
    goOn,
    untilShown('.kiosk-lead[data-alert]'),
  ),
  kiosk('printing', 'printer=slow', toPrinting, shows('printing')),
  kiosk('printing-beside', 'printer=slow&id=0', toPrinting, shows('printing')),
  kiosk('moved', 'printer=slow&badge=moved', toPrinting, untilShown('.kiosk-place')),
  kiosk(
    'moved-unplaced',
    'printer=slow&badge=moved-unplaced',
    toPrinting,
    untilShown('h1 + .kiosk-lead'),
  ),
  kiosk('held', 'printer=paper-out', toPrinting, shows('held')),
  kiosk('unclear', 'printer=unknown', toPrinting, shows('unclear')),
  kiosk('take-beside', 'id=0', toPrinting, isTaken),
  kiosk('take-right', 'id=0&outlet=right', toPrinting, isTaken),
  kiosk('take-counter', 'counter=W12&outlet=left', toPrinting, isTaken),
  kiosk('take-moved', 'id=0&badge=moved', toPrinting, isTaken),
  kiosk('take-moved-ar', 'id=0&badge=moved', arrive(), speakArabic, goOn, goOn, isTaken),
  kiosk('take-booked', { query: 'id=0&booked=1', prepare: bookPlaces }, toPrinting, isTaken),
  kiosk(
    'take-booked-ar',
    { query: 'id=0&booked=1', prepare: bookPlaces },
    arrive(),
    speakArabic,
    goOn,
    goOn,
    isTaken,
  ),
  kiosk('collect', 'badge=ahead', toPrinting, shows('collect')),
  kiosk('returning', 'returning=1', toReturning),
  kiosk('welcome-back', 'returning=1', toReturning, goOn, isTaken),
  kiosk('not-found', scanAtStart(badTickets.unreadable), shows('notFound')),
  kiosk('badge-shown', scanAtStart(foreignBadge(7)), shows('notFound')),
  kiosk('other-event', scanAtStart(badTickets['other-event']), shows('notFound')),
  kiosk('name-needed', scanAtStart('GSC-1042'), shows('code')),
  kiosk(
    'too-many',
    { prepare: guessWrong },
    typeCode,
    (page) => field(page, 0).fill('GSC-1'),
    (page) => field(page, 1).fill('Nobody'),
    goOn,
    shows('tooMany'),
  ),
  kiosk('unknown-here', scanAtStart(strangerTicket), shows('seeDesk')),
  kiosk('already-in', 'admitted=7', scanAtStart(ticketOf(3)), shows('alreadyIn')),
  kiosk('trouble', noStore, scanAtStart(ticketOf(3)), shows('trouble')),
  kiosk('help', shows('attract'), callHelp),
  kiosk('help-coming', arrive(), callHelp, helpComes, untilShown('.help-sign[data-call="coming"]')),
  kiosk('listen-no-voice', arrive(), listen, untilShown('.speech-none')),
  kiosk('second-scan', arrive(), scanCode(ticketOf(4)), untilShown('.kiosk-busy p')),
  kiosk(
    'idle',
    { query: 'idle=15', ownPage: true },
    installClock,
    arrive(),
    (page) => page.clock.fastForward(16_000),
    untilShown('.kiosk-idle'),
  ),
];
