import type { Page } from 'playwright-core';
import { answerHelp, helpCallViews } from '../../../main/use-cases/help-at-desk.ts';
import { marie } from './deeds.ts';
import type { HarnessDesk } from './desk.ts';
import { deskOf } from './pages.ts';
import { badTickets, foreignBadge, ticketOf } from './people.ts';
import {
  click,
  inOrder,
  type Scene,
  type Step,
  scanCode,
  sceneAt,
  type,
  untilShown,
} from './steps.ts';

const shows = (screen: string): Step => untilShown(`.kiosk[data-screen="${screen}"]`);

/** Scans a code at the first screen. */
const scanAtStart = (text: string): Step => inOrder(shows('attract'), scanCode(text));
/** Scans somebody's ticket from the first screen. */
const arrive = (index = 0): Step =>
  inOrder(scanAtStart(ticketOf(index)), shows('confirm'), untilShown('.kiosk-badge img'));

/** Presses the first button of a screen: the way that most go. */
const goOn = click('.kiosk-main .kiosk-button[data-look="primary"]');
const typeCode = click('.kiosk-main .kiosk-button');
const toConsents = inOrder(goOn, shows('consents'));
const toPrinting = inOrder(arrive(), toConsents, goOn);
const toCorrect = inOrder(arrive(), click('.kiosk-main .kiosk-button', 1), shows('correct'));
const callHelp = inOrder(
  click('.kiosk-tools .kiosk-button', -1),
  untilShown('.help-sign[data-call="called"]'),
);

/** Opens a language by its place in the bar. */
export const speak = (page: Page, at: number): Promise<void> =>
  page.locator('.kiosk-language').nth(at).click();

/** A scene of the kiosk; of two values of one option the first counts. */
const kiosk = (name: string, more: string, ...steps: readonly Step[]): Scene =>
  sceneAt(`kiosk-${name}`, `${more}&mode=kiosk&role=none&admitted=0`, ...steps);

/** Wrong guesses until the kiosk takes no more for a while. */
async function guessWrong({ answer }: HarnessDesk): Promise<void> {
  const guess = { kind: 'typed', code: 'GSC-1', familyName: 'Nobody' };
  for (let guesses = 0; guesses < 6; guesses += 1) await answer('kioskLookUp', guess);
}

/** The screens that are seen in every language. */
function scenesIn(language: string, at: number): Scene[] {
  const choose: Step = (page) => speak(page, at);
  const shown = at === 3 ? 1 : at === 4 ? 5 : 0;
  return [
    kiosk(`start-${language}`, '', choose, shows('start')),
    kiosk(`confirm-${language}`, '', arrive(shown), choose),
    kiosk(`consents-${language}`, '', arrive(), choose, toConsents, click('.consent')),
    kiosk(`take-${language}`, '', arrive(), choose, goOn, goOn, shows('take')),
    kiosk(`code-${language}`, '', choose, typeCode, shows('code'), type('GSC-1042'), (page) =>
      page.locator('.touch-field input').nth(1).focus(),
    ),
    kiosk(
      `see-desk-${language}`,
      '',
      choose,
      shows('start'),
      scanCode(badTickets.forged),
      shows('seeDesk'),
    ),
  ];
}

/** Every screen of the self-service kiosk. */
export const kioskScenes: readonly Scene[] = [
  kiosk('attract', '', shows('attract')),
  ...['en', 'fr', 'es', 'ar', 'ru', 'pt'].flatMap(scenesIn),
  kiosk('long-name', '', arrive(3)),
  kiosk('correct', '', toCorrect),
  kiosk(
    'correct-too-different',
    '',
    toCorrect,
    (page) => page.locator('.touch-field input').first().fill('Somebody ELSE'),
    goOn,
    untilShown('.kiosk-lead[data-alert]'),
  ),
  kiosk('printing', 'printer=slow', toPrinting, shows('printing')),
  kiosk('printing-beside', 'printer=slow&id=0', toPrinting, shows('printing')),
  kiosk('moved', 'printer=slow&badge=moved', toPrinting, untilShown('.kiosk-place')),
  kiosk('held', 'printer=paper-out', toPrinting, shows('held')),
  kiosk('unclear', 'printer=unknown', toPrinting, shows('unclear')),
  kiosk('take-beside', 'id=0', toPrinting, shows('take')),
  kiosk('collect', 'badge=ahead', toPrinting, shows('collect')),
  kiosk('returning', 'returning=1', scanAtStart(ticketOf(0)), shows('confirm')),
  kiosk(
    'welcome-back',
    'returning=1',
    scanAtStart(ticketOf(0)),
    shows('confirm'),
    goOn,
    shows('take'),
  ),
  kiosk('not-found', '', scanAtStart(badTickets.unreadable), shows('notFound')),
  kiosk('badge-shown', '', scanAtStart(foreignBadge(7)), shows('notFound')),
  kiosk('name-needed', '', scanAtStart('GSC-1042'), shows('code')),
  {
    ...kiosk(
      'too-many',
      '',
      typeCode,
      (page) => page.locator('.touch-field input').nth(0).fill('GSC-1'),
      (page) => page.locator('.touch-field input').nth(1).fill('Nobody'),
      goOn,
      shows('tooMany'),
    ),
    prepare: guessWrong,
  },
  kiosk('already-in', 'admitted=7', scanAtStart(ticketOf(3)), shows('alreadyIn')),
  kiosk(
    'trouble',
    'fails=kioskLookUp:store-unavailable',
    scanAtStart(ticketOf(3)),
    shows('trouble'),
  ),
  kiosk('help', '', shows('attract'), callHelp),
  kiosk(
    'help-coming',
    '',
    arrive(),
    callHelp,
    async (page) => {
      const desk = deskOf(page);
      for (const { id } of helpCallViews(desk.context)) answerHelp(desk.context, marie(desk), id);
    },
    untilShown('.help-sign[data-call="coming"]'),
  ),
  kiosk(
    'listen-no-voice',
    '',
    arrive(),
    click('.kiosk-tools .kiosk-button'),
    untilShown('.speech-none'),
  ),
  kiosk('second-scan', '', arrive(), scanCode(ticketOf(4)), untilShown('.kiosk-busy p')),
  {
    ...kiosk(
      'idle',
      'idle=15',
      (page) => page.clock.install(),
      arrive(),
      (page) => page.clock.fastForward(16_000),
      untilShown('.kiosk-idle'),
    ),
    ownPage: true,
  },
];
