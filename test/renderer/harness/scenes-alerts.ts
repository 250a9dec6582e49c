import { randomUUID } from 'node:crypto';
import { noteHeard } from '../../../db/alerts.ts';
import { alertsFor, markAlertsSeen } from '../../../main/use-cases/alerts.ts';
import { checkIn } from '../../../main/use-cases/check-in.ts';
import { callForHelp } from '../../../main/use-cases/help-calls.ts';
import { undoCheckIn } from '../../../main/use-cases/undo-check-in.ts';
import { fate } from './badge-world.ts';
import { admitted, badgesOf, codeOf, marie, stop } from './deeds.ts';
import type { HarnessDesk } from './desk.ts';
import { deskOf } from './pages.ts';
import { badTickets, start, ticketOf, uuid } from './people.ts';
import {
  keys,
  type Scene,
  type Step,
  sceneAt,
  untilDialog,
  untilIdle,
  untilText,
} from './steps.ts';

/** What was before: alerts that somebody saw, that came late, that were undone, and of papers that nobody may show. */
function before(desk: HarnessDesk): void {
  const { context } = desk;
  desk.setClock(start - 30 * 60_000);
  const { admissionId } = admitted(desk, uuid(1, 500));
  undoCheckIn(context, marie(desk), { admissionId, reason: 'wrong-person' });
  const head = alertsFor(context, marie(desk)).map(({ id }) => id);
  markAlertsSeen(context, marie(desk), head);
  for (const id of head) noteHeard(context.db, id, context.clock() + 28 * 60_000);
  fate(desk, badgesOf(desk, 2)[0]?.serial ?? '', 'lost');
  shown(desk, codeOf(desk, 2));
  shown(desk, badTickets.forged);
  stop(context.db, 'delegate', uuid(1, 5));
  desk.setClock(start);
}

/** Somebody shows a code that must not pass. */
function shown(desk: HarnessDesk, text: string): void {
  const scan = { source: 'hid' as const, readings: [text], seenAt: 0 };
  const target = { kind: 'scan' as const, scan };
  const answer = checkIn(desk.context, marie(desk), { key: randomUUID(), target, identity: null });
  if (answer.outcome === 'admitted') throw new Error('the scene expects a refusal');
}

/** A head of delegation, a stopped person and a call for help, all while the page is there. */
const happens: Step = async (page) => {
  await untilIdle(page);
  const desk = deskOf(page);
  shown(desk, ticketOf(5));
  admitted(desk, uuid(1, 1));
  callForHelp(desk.context, { reason: 'see-desk', code: 'BKTR' });
  desk.desk.factWritten();
};

const busy = (role: string) => ({ query: `delegation=1&role=${role}`, prepare: before });
const untilHead = untilText(/Head of delegation arrived|Arrivée d’un chef/);

/** Alerts and calls for help, by role. */
export const alertScenes: readonly Scene[] = [
  sceneAt('alerts-cards-supervisor', busy('supervisor'), happens, untilHead),
  sceneAt('alerts-cards-protocol', busy('protocol'), happens, untilHead),
  sceneAt(
    'alerts-cards-operator',
    busy('operator'),
    happens,
    untilText(/Help needed|Aide demandée/),
  ),
  sceneAt('alerts-list', busy('supervisor'), happens, untilHead, keys('Control+b'), untilDialog),
  sceneAt('alerts-list-empty', 'role=operator', untilIdle, keys('Control+b'), untilDialog),
];
