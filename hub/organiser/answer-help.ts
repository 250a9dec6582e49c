import { HubProblem } from '../../domain/sync/problems.ts';
import type { HubContext } from '../base/context.ts';
import { writeOwnFact } from '../stations/own-chain.ts';
import { lockStream } from '../store/streams.ts';

/**
 * Answers a call for help from the organiser's page ("I am going"), with a fact of the hub's own
 * chain that names the call, as a desk's answer does. Every desk sees who goes, and the kiosk shows
 * that someone is coming. A call that was answered already keeps its first answer. Throws
 * HubProblem `not-found`.
 *
 * @param callId id of the call's fact
 * @param by name of the account
 */
export async function answerHelp(context: HubContext, callId: string, by: string): Promise<void> {
  const { store, identity } = context;
  const events = await store.db.transaction().execute(async (tx) => {
    const stream = await lockStream(tx, 'events');
    const call = await tx
      .selectFrom('attendance_event')
      .where('id', '=', callId)
      .where('type', '=', 'help-called')
      .where('event_id', '=', identity.event.id)
      .where('seq', 'is not', null)
      .select('checkpoint')
      .executeTakeFirst();
    if (call === undefined) throw new HubProblem('not-found', 'call');
    const answer = await tx
      .selectFrom('attendance_event')
      .where('target_id', '=', callId)
      .where('type', '=', 'help-answered')
      .where('seq', 'is not', null)
      .select('id')
      .limit(1)
      .executeTakeFirst();
    if (answer !== undefined) return null;
    return writeOwnFact(context, tx, stream, {
      type: 'help-answered',
      delegateId: null,
      before: [],
      checkpoint: call.checkpoint,
      targetId: callId,
      payload: {},
      personal: { by },
    });
  });
  if (events === null) return;
  context.announce({ events });
  context.log.info({ call: callId }, 'call for help answered');
}
