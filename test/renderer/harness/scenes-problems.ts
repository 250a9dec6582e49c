import { randomUUID } from 'node:crypto';
import { noteHeard } from '../../../db/station/alerts.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { undoCheckIn } from '../../../main/check-in/check-in-calls.ts';
import { registerWalkIn } from '../../../main/check-in/roster-changes.ts';
import { callForHelp } from '../../../main/kiosk/kiosk-calls.ts';
import { alertsFor, markAlertsSeen } from '../../../main/station/alerts.ts';
import { admitted, badgesOf, bookedTwice, codeOf, fate, marie, stop } from './deeds.ts';
import type { HarnessDesk } from './desk.ts';
import { deskOf } from './pages.ts';
import { badTickets, people, start, ticketOf, uuid } from './people.ts';
import {
  goTo,
  inOrder,
  keys,
  personAdmitted,
  press,
  type Scene,
  type Step,
  scene,
  untilIdle,
  untilShown,
  untilText,
} from './steps.ts';

const toJobs = goTo('app.jobs');
const toProblems = goTo('app.problems');
const admittedMoved = personAdmitted(0, 'badgeRoute.goesWhy');
const askedAndHeld = inOrder(
  personAdmitted(0, 'badge.cameOut'),
  async (page) => deskOf(page).printers.become('paper-out'),
  keys('Escape'),
  personAdmitted(1, 'hold.paper-out.remedy'),
);

/** Earlier alerts: seen, late, undone, and about papers that nobody may show. */
function alertsBefore(desk: HarnessDesk): void {
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

/** A person shows a code that must not pass. */
function shown(desk: HarnessDesk, text: string): void {
  const scan = { source: 'hid' as const, readings: [text], seenAt: 0 };
  const target = { kind: 'scan' as const, scan };
  const answer = checkIn(desk.context, marie(desk), { key: randomUUID(), target, identity: null });
  if (answer.outcome === 'admitted') throw new Error('the scene expects a refusal');
}

/** A head of delegation, a stopped person and a call for help, all while the page is open. */
const alertsCome: Step = async (page) => {
  await untilIdle(page);
  const desk = deskOf(page);
  shown(desk, ticketOf(5));
  admitted(desk, uuid(1, 1));
  callForHelp(desk.context, { reason: 'see-desk', code: 'BKTR' });
  desk.desk.factWritten();
};

/** Two people of the list, one of them with a badge, are registered again without their codes. */
function registeredAgain(desk: HarnessDesk): void {
  admitted(desk, uuid(1, 0));
  for (const like of people().slice(0, 2)) {
    const { title, printedName, givenName, familyName, nativeName } = like;
    const { jobTitle, administration, delegation, category } = like;
    const names = { title, printedName, givenName, familyName, nativeName };
    registerWalkIn(desk.context, marie(desk), {
      person: { ...names, jobTitle, administration, delegation, category },
      approver: 'J. Chief',
      reference: '',
      identity: 'passport',
    });
  }
}

/** As another desk's: this desk's own verdicts make no cards. */
function seenElsewhere(desk: HarnessDesk): void {
  desk.answers.getAlerts = (_input, caller) =>
    alertsFor(desk.context, caller).map((alert) => ({
      ...alert,
      stationName: 'Desk 2',
      isOwnVerdict: false,
    }));
  alertsBefore(desk);
}

const busy = (role: string) => ({ query: `delegation=1&role=${role}`, prepare: seenElsewhere });
const headComes = inOrder(alertsCome, untilText('alerts.kind.head-arrived'));
const openPast = press('alerts.past');
const openAlerts = inOrder(keys('Control+b'), untilShown('.alert-list li'));

/** The items that need attention, and the print jobs. */
export const problemScenes: readonly Scene[] = [
  scene('jobs', 'printer=unknown', askedAndHeld, toJobs),
  scene('jobs-moved', 'badge=moved&printer=slow&fleet=1&admitted=0', admittedMoved, toJobs),
  scene('jobs-none', 'admitted=0', toJobs, untilText('jobs.none')),
  scene('problems-jobs', 'printer=unknown&warnings=0', askedAndHeld, toProblems),
  scene('problems-none', 'warnings=0&role=operator', toProblems, untilText('problems.none')),
  scene(
    'problems-overbooked',
    { query: 'booked=1', prepare: bookedTwice },
    toProblems,
    untilText('overbooked.hint'),
  ),
  scene('problems-pairs', { prepare: registeredAgain }, toProblems, untilText('pairs.hint')),
  scene('alerts-cards-supervisor', busy('supervisor'), headComes),
  scene('alerts-cards-protocol', busy('protocol'), headComes),
  scene('alerts-cards-operator', busy('operator'), alertsCome, untilText('alerts.helpAt')),
  scene('problems-alerts', busy('supervisor'), headComes, openAlerts),
  scene('problems-alerts-past', busy('supervisor'), headComes, openAlerts, openPast),
];
