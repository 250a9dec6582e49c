import { z } from 'zod';

/** Codes of the errors that a call may answer with; every code has words and a next step in the locale files. */
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
  'import-file-unreadable',
  'import-file-is-not-a-table',
  'import-too-large',
  'import-mapping-incomplete',
  'import-cancelled',
  'import-plan-gone',
  'photo-folder-unreadable',
  'hub-unreachable',
  'hub-wrong-certificate',
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
  'no-change',
  'no-printer',
  'subnet-unreadable',
  'subnet-not-local',
  'subnet-too-large',
  'file-not-written',
  'template-has-errors',
  'template-in-use',
  'missing-glyphs',
  'render-failed',
  'badge-unreadable',
  'badge-unknown',
  'badge-not-printed',
  'badge-replaced',
  'internal',
]);
export type ErrorCode = z.infer<typeof errorCodeSchema>;

/** What crosses to the page instead of an answer. `detail` names the thing (a file, a field), never a person. */
export const callErrorSchema = z.strictObject({
  code: errorCodeSchema,
  detail: z.string().max(500),
});
export type CallError = z.infer<typeof callErrorSchema>;
