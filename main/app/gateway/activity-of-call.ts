import type { Activity } from '../../../domain/station/activity.ts';
import type { CallName, CallOutput, ParsedCallInput } from '../../../preload/contract.ts';

type Noting = {
  [N in CallName]?: (input: ParsedCallInput<N>, value: CallOutput<N>) => Activity | null;
};

const plain = (kind: Activity['kind'], detail: string): Activity => ({
  kind,
  delegateId: null,
  detail,
});
/** Logs a file that the operator saved; nothing where they closed the dialog. */
const exported = (what: string) => (_input: unknown, saved: unknown) =>
  saved === true ? plain('export', what) : null;

/** What the activity log gets for each call, once the call is answered. */
const noting: Noting = {
  searchDelegates: ({ query }) => plain('search', query),
  getDelegate: ({ id }) => ({ kind: 'opened', delegateId: id, detail: '' }),
  getDelegation: (input) => plain('opened', Object.values(input).join(' ')),
  startBatch: ({ scope }) => plain('batch', Object.values(scope).flat().join(' ').slice(0, 200)),
  exportBadgeBalance: exported('badges'),
  saveBadgeFindings: exported('badge-check'),
  exportStopList: exported('stop-list'),
  saveRejectedRows: exported('rejected-rows'),
  addImportDelegations: ({ delegations }, added) =>
    added.outcome === 'added'
      ? plain('settings', `event version ${added.version}: delegations +${delegations.length}`)
      : null,
  undoImport: (_input, { result, last }) =>
    result === 'done' ? plain('settings', `import undone -${last.added} ~${last.changed}`) : null,
  backUpHub: exported('hub-backup'),
  exportActivity: exported('activity'),
  saveReport: ({ ids, day, format }, saved) =>
    saved ? plain('export', `${ids.join(' ')} ${day ?? 'event'} ${format}`.slice(0, 300)) : null,
  saveTickets: ({ format }, saved) =>
    saved === null ? null : plain('export', `tickets ${format} ${saved.tickets}`),
  startMailing: (_input, { queued }) => plain('export', `tickets by e-mail ${queued}`),
  resolveTicketDoubt: ({ send }, { count }) =>
    plain('export', `tickets after a restore: ${count} ${send ? 'sent again' : 'kept back'}`),
  stopMailing: (_input, { stopped }) => plain('export', `tickets by e-mail: ${stopped} stopped`),
  sendTicketAgain: ({ delegateId }) => ({ kind: 'export', delegateId, detail: 'ticket by e-mail' }),
  importBounces: (_input, marked) =>
    marked === null ? null : plain('settings', `tickets by e-mail: ${marked.bounced} bounced`),
  saveMailSettings: ({ settings }) => plain('settings', `mail server ${settings.host}`),
  saveTicketDesign: () => plain('settings', 'ticket design'),
  saveDayReport: exported('day-report'),
  makeArchive: (_input, made) => (made === null ? null : plain('export', `archive ${made.facts}`)),
  writeStick: (_input, written) => (written === null ? null : plain('export', 'stick')),
  makeEventPackage: (_input, made) =>
    made === null ? null : plain('export', `event-package ${made.stations.length}`),
  prepareEmergencyPack: (_input, pages) =>
    pages === null ? null : plain('export', 'emergency-pack'),
  printEvacuation: ({ to }, pages) => (pages === null ? null : plain('evacuation-list', to.kind)),
  saveStationSettings: (input) => plain('settings', Object.keys(input).join(', ')),
  savePrinter: ({ name }) => plain('settings', `printer ${name}`),
  removePrinter: () => plain('settings', 'printer removed'),
  addOperator: ({ name, role }) => plain('settings', `operator ${name}: ${role}`),
  adoptOperator: (_input, value) =>
    value.result === 'adopted'
      ? plain(
          'settings',
          `operator ${value.operator.name}: first PIN here, confirmed by ${value.approver}`,
        )
      : null,
  changeRole: (_input, { name, role }) => plain('settings', `operator ${name}: role ${role}`),
  resetPin: (_input, { name }) => plain('settings', `operator ${name}: PIN reset`),
  deactivateOperator: (_input, { name }) => plain('settings', `operator ${name}: deactivated`),
  changePin: (_input, { result }) =>
    result === 'changed' ? plain('settings', 'own PIN changed') : null,
  vouchForOperator: (_input, value) =>
    value.result === 'done'
      ? plain('settings', `operator ${value.operator.name}: vouched for, with ${value.approver}`)
      : null,
  answerAccessRequest: exported('access-request'),
  setRetention: ({ rule }) => plain('settings', `retention ${rule.set} ${rule.days ?? 'never'}`),
  changeStops: ({ add, remove }, value) =>
    value.result === 'done'
      ? plain('settings', `stop list +${add.length} -${remove.length}`)
      : null,
};

/** What to log for an answered call; null for most calls. */
export function activityOfCall(name: CallName, input: unknown, value: unknown): Activity | null {
  // The record's type pairs each function with its call; a call known only by name loses that type.
  const note = noting[name] as ((input: unknown, value: unknown) => Activity | null) | undefined;
  return note?.(input, value) ?? null;
}
