import { randomUUID } from 'node:crypto';
import { writeAdmission } from '../../../main/check-in/write-admission.ts';
import type { DeskContext } from '../../../test/support/desk-context.ts';

/** Milliseconds between two admissions. */
const apart = 100;

/**
 * Admits everyone at each of these checkpoints from an instant on, without badges. Writes the facts
 * of the desk's own chain and everything derived from them, by the code of a check-in, in one
 * transaction per checkpoint.
 */
export function admitAll(
  desk: DeskContext,
  people: readonly string[],
  from: string,
  checkpoints: readonly string[],
): void {
  const { context } = desk;
  const { db, checkpoint } = context;
  let at = Date.parse(from);
  for (const id of checkpoints) {
    context.checkpoint = () => ({ ...checkpoint(), id });
    db.transaction(() => {
      for (const delegateId of people) {
        desk.setClock(new Date(at).toISOString());
        at += id === 'registration' ? apart : 1;
        writeAdmission(context, {
          delegateId,
          operatorId: null,
          printBadge: false,
          key: randomUUID(),
          payload: { identity: null, source: 'camera' },
        });
      }
    })();
  }
  context.checkpoint = checkpoint;
}
