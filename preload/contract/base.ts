import { z } from 'zod';
import type { OperatorRole } from '../../domain/operators/rights.ts';
import type { Activity } from '../../domain/station/activity.ts';

/** The three modes of the app. A call lists those that may use it. */
export type Mode = 'desk' | 'kiosk' | 'door';

/**
 * Who must be signed in for a call. A list adds roles to the supervisor. `set-up`: anyone during a
 * first start that has no supervisor yet, then a supervisor.
 */
export type Access = 'anyone' | 'set-up' | 'operator' | 'supervisor' | readonly OperatorRole[];

/** What is true of a call from a page to the main process, which parses input and answer. */
interface CallFacts<I extends z.ZodType, O extends z.ZodType> {
  input: I;
  output: O;
  access: Access;
  /** What the activity log keeps of the call once it is answered; {@link none} for most. */
  activity(input: z.output<I>, value: z.output<O>): Activity | null;
  /**
   * It writes in one transaction and answers the same when repeated. After a full disk it is
   * made again.
   */
  isRepeatable?: true;
  /** A copy of the store is due after it: the ledger alone could not restore what it wrote. */
  needsCopy?: true;
  /** A badge is likely within seconds. The thread that draws it is made meanwhile. */
  precedesBadge?: true;
}

export interface CallDefinition<I extends z.ZodType, O extends z.ZodType> extends CallFacts<I, O> {
  modes: readonly Mode[];
}

export const allModes = ['desk', 'kiosk', 'door'] as const;

/** The input or answer of a call that has none. */
export const nothing = z.void();

/** Defines a call. Without `modes` only desks may make it. */
export function call<I extends z.ZodType, O extends z.ZodType>(
  facts: CallFacts<I, O> & { modes?: readonly Mode[] },
): CallDefinition<I, O> {
  return { modes: ['desk'], ...facts };
}

/** The activity of a call that leaves nothing in the log. */
export const none = (): null => null;

/** An entry of the activity log about no particular delegate. */
export function noted(kind: Activity['kind'], detail: string): Activity {
  return { kind, delegateId: null, detail };
}

/** The activity of a call that saves a file: nothing where the operator closed the dialog. */
export function exported(what: string): (input: unknown, saved: unknown) => Activity | null {
  return (_input, saved) => (saved === true ? noted('export', what) : null);
}

/** Error codes of calls. The locale files explain each. */
export const errorCodeSchema = z.enum([
  'bad-input',
  'not-allowed',
  'sign-in-needed',
  'supervisor-needed',
  'not-found',
  'already-done',
  'already-undone',
  'store-unavailable',
  'disk-full',
  'first-supervisor-exists',
  'too-many-operators',
  'easy-pin',
  'import-file-unreadable',
  'import-file-is-not-a-table',
  'import-too-large',
  'import-mapping-incomplete',
  'import-encoding-doubtful',
  'import-mending-open',
  'import-cancelled',
  'import-plan-gone',
  'import-questions-open',
  'photo-folder-unreadable',
  'photo-zip-unreadable',
  'photo-zip-too-large',
  'hub-unreachable',
  'hub-wrong-certificate',
  'demo-keys',
  'hub-refused',
  'hub-needed',
  'invite-unreadable',
  'invite-unknown',
  'invite-expired',
  'invite-used',
  'facts-waiting',
  'hub-will-not-start',
  'not-hosting',
  'stop-list-unauthentic',
  'clock-not-confirmed',
  'no-change',
  'no-printer',
  'subnet-unreadable',
  'subnet-not-local',
  'subnet-too-large',
  'file-not-written',
  'zip-too-large',
  'stick-unreadable',
  'template-has-errors',
  'template-in-use',
  'missing-glyphs',
  'render-failed',
  'badge-unreadable',
  'badge-unknown',
  'badge-not-printed',
  'badge-replaced',
  'paper-not-drawn',
  'paper-not-printed',
  'training-fixed',
  'training-while-hosting',
  'training-without-hub',
  'leave-hub-first',
  'event-not-chosen',
  'package-not-readable',
  'package-newer',
  'package-cut',
  'package-damaged',
  'package-wrong-passphrase',
  'package-part-opened',
  'package-open-here',
  'package-not-marked',
  'package-not-maker',
  'package-without-hub',
  'archive-not-readable',
  'archive-newer',
  'archive-cut',
  'archive-damaged',
  'archive-too-large',
  'event-table-wrong',
  'event-secret-missing',
  'ticket-key-missing',
  'event-purged',
  'purge-at-hub',
  'purge-on-event-days',
  'update-not-now',
  'internal',
]);
export type ErrorCode = z.infer<typeof errorCodeSchema>;

/** The error sent to the page. `detail` names a thing (a file, a field), never a person. */
export const callErrorSchema = z.strictObject({
  code: errorCodeSchema,
  detail: z.string().max(500),
});
export type CallError = z.infer<typeof callErrorSchema>;
