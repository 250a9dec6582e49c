import type { Page } from 'playwright-core';
import { answerHelp, helpCallViews } from '../../../main/use-cases/help-at-desk.ts';
import { asPeopleDo } from '../../support/as-people-do.ts';
import { marie } from './deeds.ts';
import type { HarnessDesk } from './desk.ts';
import { deskOf } from './pages.ts';
import { badTickets, foreignBadge, ticketOf } from './people.ts';
import { type Scene, scan } from './steps.ts';

const shows = (page: Page, screen: string): Promise<void> =>
  page.locator(`.kiosk[data-screen="${screen}"]`).waitFor();

/** Scans somebody's ticket from the first screen. */
async function arrive(page: Page, index = 0): Promise<void> {
  await shows(page, 'attract');
  await scan(page, ticketOf(index));
  await shows(page, 'confirm');
  await page.locator('.kiosk-badge img').waitFor();
}

/** Presses the first button of a screen: the way that most go. */
const goOn = (page: Page): Promise<void> =>
  page.locator('.kiosk-main .kiosk-button[data-look="primary"]').click();

async function printing(page: Page): Promise<void> {
  await arrive(page);
  await goOn(page);
  await shows(page, 'consents');
  await goOn(page);
}

/** Opens a language by its place in the bar. */
export const speak = (page: Page, at: number): Promise<void> =>
  page.locator('.kiosk-language').nth(at).click();

const base = 'mode=kiosk&role=none&admitted=0';
const kiosk = (
  name: string,
  more: string,
  steps: (page: Page) => Promise<void>,
  rest: Partial<Scene> = {},
): Scene => ({
  name: `kiosk-${name}`,
  // The first of two values counts.
  query: more === '' ? base : `${more}&${base}`,
  steps,
  ...rest,
});

/** Wrong guesses until the kiosk takes no more for a while. */
async function guessWrong({ answer }: HarnessDesk): Promise<void> {
  const guess = { kind: 'typed', code: 'GSC-1', familyName: 'Nobody' };
  for (let guesses = 0; guesses < 6; guesses += 1) await answer('kioskLookUp', guess);
}

const languages = ['en', 'fr', 'es', 'ar', 'ru', 'pt'] as const;

/** Every screen of the self-service kiosk. */
export const kioskScenes: readonly Scene[] = [
  kiosk('attract', '', (page) => shows(page, 'attract')),
  ...languages.flatMap((language, at) => [
    kiosk(`start-${language}`, '', async (page) => {
      await speak(page, at);
      await shows(page, 'start');
    }),
    kiosk(`confirm-${language}`, '', async (page) => {
      await arrive(page, at === 3 ? 1 : at === 4 ? 5 : 0);
      await speak(page, at);
    }),
    kiosk(`consents-${language}`, '', async (page) => {
      await arrive(page);
      await speak(page, at);
      await goOn(page);
      await shows(page, 'consents');
      await page.locator('.consent').first().click();
    }),
    kiosk(`take-${language}`, '', async (page) => {
      await arrive(page);
      await speak(page, at);
      await goOn(page);
      await goOn(page);
      await shows(page, 'take');
    }),
    kiosk(`code-${language}`, '', async (page) => {
      await speak(page, at);
      await page.locator('.kiosk-main .kiosk-button').first().click();
      await shows(page, 'code');
      await page.keyboard.type('GSC-1042', asPeopleDo);
      await page.locator('.touch-field input').nth(1).focus();
    }),
    kiosk(`see-desk-${language}`, '', async (page) => {
      await speak(page, at);
      await shows(page, 'start');
      await scan(page, badTickets.forged);
      await shows(page, 'seeDesk');
    }),
  ]),
  kiosk('long-name', '', (page) => arrive(page, 3)),
  kiosk('correct', '', async (page) => {
    await arrive(page);
    await page.locator('.kiosk-main .kiosk-button').nth(1).click();
    await shows(page, 'correct');
  }),
  kiosk('correct-too-different', '', async (page) => {
    await arrive(page);
    await page.locator('.kiosk-main .kiosk-button').nth(1).click();
    await shows(page, 'correct');
    await page.locator('.touch-field input').first().fill('Somebody ELSE');
    await goOn(page);
    await page.locator('.kiosk-lead[data-alert]').waitFor();
  }),
  kiosk('printing', 'printer=slow', async (page) => {
    await printing(page);
    await shows(page, 'printing');
  }),
  kiosk('printing-beside', 'printer=slow&id=0', async (page) => {
    await printing(page);
    await shows(page, 'printing');
  }),
  kiosk('moved', 'printer=slow&badge=moved', async (page) => {
    await printing(page);
    await page.locator('.kiosk-place').waitFor();
  }),
  kiosk('held', 'printer=paper-out', async (page) => {
    await printing(page);
    await shows(page, 'held');
  }),
  kiosk('unclear', 'printer=unknown', async (page) => {
    await printing(page);
    await shows(page, 'unclear');
  }),
  kiosk('take-beside', 'id=0', async (page) => {
    await printing(page);
    await shows(page, 'take');
  }),
  kiosk('collect', 'badge=ahead', async (page) => {
    await printing(page);
    await shows(page, 'collect');
  }),
  kiosk('returning', 'returning=1', async (page) => {
    await shows(page, 'attract');
    await scan(page, ticketOf(0));
    await shows(page, 'confirm');
  }),
  kiosk('welcome-back', 'returning=1', async (page) => {
    await shows(page, 'attract');
    await scan(page, ticketOf(0));
    await shows(page, 'confirm');
    await goOn(page);
    await shows(page, 'take');
  }),
  kiosk('not-found', '', async (page) => {
    await shows(page, 'attract');
    await scan(page, badTickets.unreadable);
    await shows(page, 'notFound');
  }),
  kiosk('badge-shown', '', async (page) => {
    await shows(page, 'attract');
    await scan(page, foreignBadge(7));
    await shows(page, 'notFound');
  }),
  kiosk('name-needed', '', async (page) => {
    await shows(page, 'attract');
    await scan(page, 'GSC-1042');
    await shows(page, 'code');
  }),
  kiosk(
    'too-many',
    '',
    async (page) => {
      await page.locator('.kiosk-main .kiosk-button').first().click();
      await page.locator('.touch-field input').nth(0).fill('GSC-1');
      await page.locator('.touch-field input').nth(1).fill('Nobody');
      await goOn(page);
      await shows(page, 'tooMany');
    },
    { prepare: guessWrong },
  ),
  kiosk('already-in', 'admitted=7', async (page) => {
    await shows(page, 'attract');
    await scan(page, ticketOf(3));
    await shows(page, 'alreadyIn');
  }),
  kiosk('trouble', 'fails=kioskLookUp:store-unavailable', async (page) => {
    await shows(page, 'attract');
    await scan(page, ticketOf(3));
    await shows(page, 'trouble');
  }),
  kiosk('help', '', async (page) => {
    await shows(page, 'attract');
    await page.locator('.kiosk-tools .kiosk-button').last().click();
    await page.locator('.help-sign[data-call="called"]').waitFor();
  }),
  kiosk('help-coming', '', async (page) => {
    await arrive(page);
    await page.locator('.kiosk-tools .kiosk-button').last().click();
    await page.locator('.help-sign[data-call="called"]').waitFor();
    const desk = deskOf(page);
    for (const { id } of helpCallViews(desk.context)) answerHelp(desk.context, marie(desk), id);
    await page.locator('.help-sign[data-call="coming"]').waitFor();
  }),
  kiosk('listen-no-voice', '', async (page) => {
    await arrive(page);
    await page.locator('.kiosk-tools .kiosk-button').first().click();
    await page.locator('.speech-none').waitFor();
  }),
  kiosk('second-scan', '', async (page) => {
    await arrive(page);
    await scan(page, ticketOf(4));
    await page.locator('.kiosk-busy p').waitFor();
  }),
  kiosk(
    'idle',
    'idle=15',
    async (page) => {
      await page.clock.install();
      await arrive(page);
      await page.clock.fastForward(16_000);
      await page.locator('.kiosk-idle').waitFor();
    },
    { ownPage: true },
  ),
];
