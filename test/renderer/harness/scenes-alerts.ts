import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { insertActivity } from '../../../db/activity.ts';
import { noteHeard } from '../../../db/alerts.ts';
import { alertsFor, markAlertsSeen } from '../../../main/use-cases/alerts.ts';
import { checkIn } from '../../../main/use-cases/check-in.ts';
import { callForHelp } from '../../../main/use-cases/help-calls.ts';
import { undoCheckIn } from '../../../main/use-cases/undo-check-in.ts';
import { fate } from './badge-world.ts';
import { admitted, badgesOf, codeOf, marie, stop } from './deeds.ts';
import type { HarnessDesk } from './desk.ts';
import { deskOf } from './pages.ts';
import { badTickets, ticketOf, uuid } from './people.ts';
import { go, heading, type Scene } from './steps.ts';

/** What was before: alerts that somebody saw, that came late, that were undone, and of papers that nobody may show. */
function before(desk: HarnessDesk): void {
  const { context } = desk;
  const { admissionId } = admitted(desk, uuid(1, 500));
  undoCheckIn(context, marie(desk), { admissionId, reason: 'wrong-person' });
  const head = alertsFor(context, marie(desk)).map(({ id }) => id);
  markAlertsSeen(context, marie(desk), head);
  for (const id of head) noteHeard(context.db, id, context.clock() + 28 * 60_000);
  fate(desk, badgesOf(desk, 2)[0]?.serial ?? '', 'lost');
  shown(desk, codeOf(desk, 2));
  shown(desk, badTickets.forged);
  stop(context.db, 'delegate', uuid(1, 5));
}

/** Somebody shows a code that must not pass. */
function shown(desk: HarnessDesk, text: string): void {
  const scan = { source: 'hid' as const, readings: [text], seenAt: 0 };
  const target = { kind: 'scan' as const, scan };
  const answer = checkIn(desk.context, marie(desk), { key: randomUUID(), target, identity: null });
  if (answer.outcome === 'admitted') throw new Error('the scene expects a refusal');
}

/** A head of delegation, a stopped person and a call for help, all while the page is there. */
async function happens(page: Page): Promise<void> {
  await heading(page, /Ready to scan|Prêt à lire/);
  const desk = deskOf(page);
  admitted(desk, uuid(1, 1));
  shown(desk, ticketOf(5));
  callForHelp(desk.context, { reason: 'see-desk', code: 'BKTR' });
  desk.desk.factWritten();
}

const busy = (role: string) => ({ query: `delegation=1&role=${role}`, prepare: before });

/** Alerts and calls for help, by role. */
export const alertScenes: readonly Scene[] = [
  ...(['supervisor', 'protocol'] as const).map((role) => ({
    name: `alerts-cards-${role}`,
    ...busy(role),
    steps: async (page: Page) => {
      await happens(page);
      await heading(page, /Head of delegation arrived|Arrivée d’un chef/);
    },
  })),
  {
    name: 'alerts-cards-operator',
    ...busy('operator'),
    steps: async (page) => {
      await happens(page);
      await heading(page, /Help needed|Aide demandée/);
    },
  },
  {
    name: 'alerts-list',
    ...busy('supervisor'),
    steps: async (page) => {
      await happens(page);
      await heading(page, /Head of delegation arrived|Arrivée d’un chef/);
      await page.keyboard.press('Control+b');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'alerts-list-empty',
    query: 'role=operator',
    steps: async (page) => {
      await heading(page, /Ready to scan|Prêt à lire/);
      await page.keyboard.press('Control+b');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'alerts-activity',
    prepare: ({ context, desk }) =>
      insertActivity(context.db, {
        ...{ kind: 'search', delegateId: null, detail: 'lindqvist', wall: context.clock() },
        eventId: context.event.file.id,
        operatorId: desk.session.caller().operator?.id ?? null,
      }),
    steps: async (page) => {
      await go(page, /Settings|Réglages|Paramètres/);
      await page.getByRole('tab', { name: /Activity|Activité/ }).click();
      await heading(page, /lindqvist/);
    },
  },
  {
    name: 'alerts-operators',
    steps: async (page) => {
      await go(page, /Settings|Réglages|Paramètres/);
      await page.getByRole('tab', { name: /Operators|Opérateurs/ }).click();
      await page.getByRole('tabpanel').waitFor();
    },
  },
  {
    name: 'alerts-remove-stop',
    query: 'sync=host',
    steps: async (page) => {
      await go(page, /Sync/);
      await page.getByRole('tab', { name: /Stop list|Liste d’arrêt/ }).click();
      await page
        .getByRole('button', { name: /Remove .* from|Retirer .* de/ })
        .first()
        .click();
      await page.getByRole('dialog').waitFor();
      await page.getByRole('dialog').getByRole('textbox').fill('2018');
      await page.getByRole('dialog').getByRole('button').last().click();
      await page.getByRole('dialog').locator('.field-error').waitFor();
    },
  },
];
