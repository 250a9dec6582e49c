import { badgesOfDelegate } from '../../../db/badges.ts';
import { printJobsInStates } from '../../../db/print-jobs.ts';
import { rollTemplate } from '../../../domain/default-templates.ts';
import type { Operator } from '../../../domain/operator.ts';
import { usualCertificates, usualQuorum } from '../../../domain/report-rules.ts';
import type { Mode } from '../../../preload/contract/define.ts';
import type { CallName } from '../../../preload/contract.ts';
import { uuid } from '../../domain/attendance-sample.ts';
import { sampleEvent, ticketCodeOf } from '../../support/sample-event.ts';
import { delegate, people, pin, supervisor, type World } from './world.ts';

/** How a call is made so that it writes. */
export interface Recipe {
  call: CallName;
  mode: Mode;
  by?: Operator | null;
  /** What it is asked, after whatever must come before it. */
  input: (world: World) => unknown;
}

const id = (number: number): string => delegate(number).id;
const key = uuid(600);
const scan = (number: number) => ({
  ...{ source: 'camera', readings: [ticketCodeOf(delegate(number))], seenAt: 0 },
});
const newcomer = {
  ...{ title: 'Ms', printedName: 'Ana MARÍA', givenName: 'Ana', familyName: 'María' },
  ...{ nativeName: '', jobTitle: '', delegation: 'BEL', administration: '', category: 'delegate' },
};

function text(db: World['context']['db'], sql: string): string {
  const row = db.prepare<[], { value: string }>(sql).get();
  if (row === undefined) throw new Error(`nothing found: ${sql}`);
  return row.value;
}

const admissionOf = ({ context }: World, number: number): string =>
  text(
    context.db,
    `SELECT attendance_id AS value FROM admission WHERE delegate_id = '${id(number)}' ORDER BY wall DESC`,
  );
const serialOf = ({ context }: World, number: number): string =>
  badgesOfDelegate(context.db, sampleEvent.id, id(number))[0]?.serial ?? '';

async function visit(world: World): Promise<string> {
  const answer = await world.call('kioskLookUp', { kind: 'scan', scan: scan(people.expected) });
  const { token } = answer as { token: string };
  return token;
}

const desk = (call: CallName, input: Recipe['input'], by?: Operator | null): Recipe => ({
  ...{ call, mode: 'desk', input },
  ...(by === undefined ? {} : { by }),
});
/** Nobody signs in at these. */
const kiosk = (call: CallName, input: Recipe['input']): Recipe => ({
  ...{ call, mode: 'kiosk', by: null, input },
});
const door = (call: CallName, input: Recipe['input']): Recipe => ({
  ...{ call, mode: 'door', by: null, input },
});

/** Every call by which a station writes, at least once. */
export const recipes: readonly Recipe[] = [
  desk('signIn', () => ({ operatorId: supervisor.id, pin }), null),
  desk('signIn', () => ({ operatorId: supervisor.id, pin: '999999' }), null),
  desk('addOperator', () => ({ name: 'Third', pin: '314159', role: 'operator' }), supervisor),
  desk('saveStationSettings', () => ({ language: 'fr', sounds: false })),
  desk('checkIn', () => ({ key, target: { kind: 'scan', scan: scan(1) }, identity: null })),
  desk('checkIn', () => ({
    ...{ key, identity: 'passport' },
    target: { kind: 'delegate', delegateId: id(people.expected) },
  })),
  desk('undoCheckIn', (world) => ({
    ...{ admissionId: admissionOf(world, people.waiting), reason: 'wrong-person' },
  })),
  desk('reprintBadge', () => ({ delegateId: id(people.waiting), reason: 'misspelt' })),
  desk('reprintBadge', () => ({ delegateId: id(people.printed), reason: 'lost' })),
  desk('handOverBadge', (world) => ({
    ...{ serialText: serialOf(world, people.printed), to: 'delegate' },
  })),
  desk('resolveDuplicate', (world) => ({
    ...{ admissionId: text(world.context.db, furtherSql), note: 'Looked into' },
    keep: serialOf(world, people.twice),
  })),
  desk('markAlertSeen', () => ({ ids: [uuid(802)] }), supervisor),
  desk('answerHelp', ({ context }) => ({ callId: text(context.db, helpSql) })),
  desk('tickEvacuated', () => ({ id: id(people.printed), seen: true })),
  desk('clearEvacuated', () => undefined),
  desk('enterFromPaper', ({ context }) => ({
    ...{ key, delegateId: id(people.expected), number: '', printBadge: true },
    at: context.clock() - 600_000,
  })),
  desk('overrideRefusal', () => ({
    ...{ key, delegateId: id(people.cancelled), outcome: 'cancelled', reason: 'letter-shown' },
    ...{ note: 'Letter 7', identity: null, pin },
  })),
  desk('writeNote', () => ({ delegateId: id(people.printed), text: 'Forgot a bag' })),
  desk('changePin', () => ({ pin, newPin: '314159' })),
  desk('resetPin', () => ({ operatorId: uuid(501), newPin: '314159' }), supervisor),
  desk('vouchForOperator', () => ({ operatorId: uuid(501), pin }), supervisor),
  desk('changeRole', () => ({ operatorId: uuid(501), role: 'protocol' }), supervisor),
  desk('deactivateOperator', () => ({ operatorId: uuid(501) }), supervisor),
  desk('recordBadgeFate', (world) => ({
    badge: { kind: 'serial', serialText: serialOf(world, people.printed) },
    fate: 'lost',
  })),
  desk('undoBadgeFate', async (world) => {
    const badge = { kind: 'serial', serialText: serialOf(world, people.printed) };
    const said = await world.call('recordBadgeFate', { badge, fate: 'returned' });
    return { factId: (said as { factId: string }).factId };
  }),
  desk('addStockCount', () => ({ printerId: 'usb', kind: 'loaded', count: 100 })),
  desk('withdrawStockCount', async (world) => {
    await world.call('addStockCount', { printerId: 'usb', kind: 'loaded', count: 100 });
    return { id: Number(text(world.context.db, 'SELECT max(id) AS value FROM stock_count')) };
  }),
  desk('createBadgeTemplate', () => ({
    ...{ name: 'Guests', size: { width: 80, height: 100 }, sides: 'one', order: 'protocol' },
  })),
  desk('duplicateBadgeTemplate', () => ({ id: 'roll-80', name: 'Guests' })),
  desk('saveBadgeTemplate', () => ({ ...rollTemplate, name: 'Changed' })),
  desk('removeBadgeTemplate', async (world) => {
    const made = await world.call('duplicateBadgeTemplate', { id: 'roll-80', name: 'Guests' });
    return { id: (made as { id: string }).id };
  }),
  desk('setRetention', () => ({ rule: { set: 'organisation', name: 'Rule 3', days: 30 } })),
  desk('saveReportRules', () => ({ quorum: usualQuorum, certificates: usualCertificates })),
  desk('startBatch', () => ({
    scope: { kind: 'selection', delegateIds: [id(people.expected), id(people.another)] },
  })),
  desk('changeBatch', async (world) => {
    const scope = { kind: 'selection', delegateIds: [id(people.expected)] };
    const started = await world.call('startBatch', { scope });
    return { batchId: (started as { batchId: string }).batchId, action: 'cancel' };
  }),
  desk('registerWalkIn', () => ({
    ...{ person: newcomer, approver: 'A. Approver', reference: '', identity: 'passport' },
  })),
  desk('correctSpelling', () => ({
    delegateId: id(people.waiting),
    correction: { printedName: 'Corrected NAME' },
  })),
  desk('replaceDelegate', () => ({
    ...{ delegateId: id(people.waiting), person: newcomer, reference: 'Letter 8', pin },
  })),
  desk(
    'resolveFinding',
    ({ context }) => ({
      ...{ day: '2018-10-02', finding: 'print', note: 'Looked into' },
      reference: printJobsInStates(context.db, ['queued'])[0]?.badgeSerial ?? '',
    }),
    supervisor,
  ),
  kiosk('kioskLookUp', () => ({ kind: 'scan', scan: scan(people.cancelled) })),
  kiosk('kioskCheckIn', async (world) => ({
    ...{ token: await visit(world), consents: { photo: true } },
  })),
  kiosk('kioskCorrect', async (world) => ({
    ...{ token: await visit(world), correction: { printedName: 'Sample PERSOHN' } },
  })),
  kiosk('callForHelp', () => ({ reason: 'asked', code: null })),
  door('passDoor', () => ({ key, scan: scan(people.expected), steward: null })),
  door('passDoor', () => ({ key, scan: scan(people.cancelled), steward: 'refuse' })),
  door('undoPassing', async (world) => {
    const input = { key, scan: scan(people.expected), steward: null };
    const passed = await world.call('passDoor', input, null);
    return { factId: (passed as { factId: string }).factId };
  }),
  door('chooseDoor', () => ({ checkpoint: 'stce' })),
  door('turnDoor', () => ({ direction: 'out' })),
];

const furtherSql = `SELECT attendance_id AS value FROM admission
  WHERE delegate_id = '${id(people.twice)}' AND undone_by IS NULL ORDER BY wall DESC, rowid DESC`;
const helpSql = `SELECT id AS value FROM attendance_event WHERE type = 'help-called'`;

/** Every other call, by why it is not here. */
export const elsewhere: Record<'reads' | 'printers' | 'files and hub' | 'set-up', string> = {
  // What they change in memory (a camera's state, who is signed in) is no promise to anybody.
  reads: `getStation getCounts listOperators listUnvouched lock getRecent searchDelegates getDelegate previewBadge
    getPrintJobs getPrinters kioskPreview kioskPrinting kioskWipe getHelpCall getDoor tellCamera getSync
    findHub getInviteUse listKiosks listDuplicates listQuarantined listRosterChanges listStops getRecovery
    getBackups checkStation previewSupportBundle getAlerts getHelpCalls getActivity getEmergencyPack
    getEvacuation listPaperPrinters getDelegation getBadgeBalance listBalanceBadges getStockBalance
    getBadgeTemplates getBadgeTemplate previewTemplate getDayStatus findPrinters cancelPrinterSearch
    getPhotoCount cancelPhotoImport previewBatch getBatches getPrinterHistory getPrinterModels getPrivacy
    getHeldOrders
    previewReport getReportRules compareRoster cancelRosterImport rereadRosterFile getKeyProtection
    getEventChoice getStartAtLogin getUpdates compareReport`,
  // Their queue meets every fault of printer and store in test/printing.
  printers: 'answerPrintJob releasePrintJob savePrinter removePrinter testPrint pausePrinter',
  // They end at a file, a hub or another program, whose faults their own tests make.
  'files and hub': `confirmClock syncNow joinHub leaveHub hostHub takeOverHub stopHosting createInvite
    revokeKiosk declareDestroyed changeStops exportStopList importStopList backUpHub addPageAccount noteRecoveryRead
    settleRecovery copyStoreNow saveSupportBundle exportActivity prepareEmergencyPack printEvacuation
    exportBadgeBalance importBadgeTemplate exportBadgeTemplate callDayClose closeDay saveDayReport
    saveJobBytes importPhotos purge agreeToOrder savePurgeCertificate answerAccessRequest saveReport chooseRosterFile
    applyRoster saveRejectedRows writeStick writeStickByPin importStick lookForUpdate planUpdate
    installUpdate`,
  // Before the station has an event, or as it ends.
  'set-up': `createFirstSupervisor switchTraining unlockStore giveKey takeKey goToSetUpStep
    chooseSetUpSource changeStation findHubAtSetUp joinHubAtSetUp chooseEventFile chooseEventSecret
    adoptEvent exportSettings chooseSettingsFile applySettingsFile finishSetUp setStartAtLogin
    restartStation leaveStation`,
};
