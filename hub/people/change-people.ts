import { isStorable } from '../../domain/base/protocol.ts';
import { type EventFile, eventFileSchema } from '../../domain/event/event-file.ts';
import type { PeopleChanged, PeopleChanges } from '../../domain/people/people-list.ts';
import { realChange, undoOf, wrongField } from '../../domain/people/person-changes.ts';
import { UndoneChanges } from '../../domain/people/undone-changes.ts';
import type { PersonChange } from '../../domain/roster/roster-changes.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import { withChange } from '../../domain/tickets/registration-words.ts';
import type { HubContext } from '../base/context.ts';
import { refreshEvent } from '../base/present-event.ts';
import { endRegistrations } from '../roster/end-registrations.ts';
import { putChange } from '../roster/roster.ts';
import { draftRoster } from '../roster/roster-draft.ts';
import { lockStream } from '../store/streams.ts';

/**
 * Edits, cancels or restores people for an account of the organiser's page: one fact of the hub's
 * chain for each who becomes different, all or none. Badges of people who are cancelled become
 * invalid, and stay so when they are restored. The facts name the account. Throws HubProblem
 * `not-found`, `bad-request` with the field, `not-allowed` (purged).
 *
 * @param by name of the account
 */
export async function changePeople(
  context: HubContext,
  { changes }: PeopleChanges,
  by: string,
): Promise<PeopleChanged> {
  const { streams, ...answer } = await context.store.db.transaction().execute(async (tx) => {
    await refreshEvent(context, { tx });
    const event = eventFileSchema.parse(context.identity.event.file);
    for (const { change } of changes) assertFits(event, change);
    let stream = await lockStream(tx, 'events');
    const wanted = new Set(changes.flatMap(({ ids }) => ids));
    const draft = await draftRoster(tx, { ids: [...wanted], codes: [] });
    const undone = new UndoneChanges();
    for (const { ids, change: asked } of changes) {
      undone.begin();
      for (const id of new Set(ids)) {
        const known = draft.byId(id);
        if (known === undefined || known.deleted) throw new HubProblem('not-found', 'delegate');
        const change = realChange(event, known.delegate, asked);
        if (change === null) continue;
        const after = withChange(known.delegate, change);
        const seq = await putChange(context, tx, { stream, draft }, { after, change, by });
        if (seq === null) continue;
        stream = { ...stream, seq };
        undone.add(id, undoOf(known.delegate, change));
      }
    }
    const events = await endRegistrations(context, tx, stream, draft.ended());
    const roster = await draft.write(context.clock());
    const streams = roster === null ? {} : { events, roster };
    return { streams, changed: undone.count, undo: undone.changes };
  });
  context.announce(streams);
  context.log.info({ changed: answer.changed }, 'people changed');
  return answer;
}

/** Throws HubProblem `bad-request` with the field. */
function assertFits(event: EventFile, change: PersonChange): void {
  const wrong = wrongField(event, change);
  if (wrong !== null) throw new HubProblem('bad-request', wrong);
  const { extra = {}, ...plain } = change;
  // Checked here, as PostgreSQL fails on a text that it cannot store.
  const bad = [...Object.entries(plain), ...Object.entries(extra)].find(
    ([, value]) => typeof value === 'string' && !isStorable(value),
  );
  if (bad !== undefined) throw new HubProblem('bad-request', bad[0]);
}
