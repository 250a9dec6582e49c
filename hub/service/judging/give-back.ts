import type { JudgementKind } from '../../../domain/judgement.ts';
import type { WireEvent } from '../../../domain/wire/events.ts';
import type { HubDatabase } from '../../store/tables.ts';
import type { HubContext } from '../context.ts';
import { personalFacts } from '../personal.ts';
import { insertPlaces, numberLinks, type ReadEvent, readEvents, rowOf } from '../push-rows.ts';
import { eventOfRaw, revisable } from '../quarantine.ts';
import { keepAllowed, modeOfAuthor } from '../rights.ts';
import { applyRosterFacts } from '../roster-facts.ts';
import { type Applied, bare, byTheRules, type HeldLink, placeAt } from './held-link.ts';

/** Gives links their word back: what the rules allow, and whatever was released. */
export async function giveBack(
  context: HubContext,
  tx: HubDatabase,
  verdicts: ReadonlyMap<HeldLink, JudgementKind>,
  before: Applied,
): Promise<Applied> {
  const silent = [...verdicts].filter(
    ([{ id }, verdict]) => id === null && verdict !== 'disregard',
  );
  if (silent.length === 0) return before;
  const links = silent.map(([link]) => link);
  const allowed = await byTheRules(tx, links);
  const events = new Map(
    await Promise.all(
      links.map(async (link) => {
        return [link, await asItCame(tx, link)] as const;
      }),
    ),
  );
  const back = silent.flatMap(([link, verdict]): { link: HeldLink; read: ReadEvent }[] => {
    const event = events.get(link);
    const [read] = event === undefined ? [] : readEvents(link, [event]);
    const isAllowed = verdict === 'count' || 'fact' in (allowed.get(link)?.reading ?? {});
    return read !== undefined && 'fact' in read.reading && isAllowed ? [{ link, read }] : [];
  });
  for (const [link, { reading }] of allowed) {
    if (verdicts.get(link) === 'count' || !('reason' in reading)) continue;
    const { kiosk, incarnation, kseq } = link;
    await tx
      .updateTable('quarantine')
      .set({ reason: reading.reason })
      .where('kiosk', '=', kiosk)
      .where('incarnation', '=', incarnation)
      .where('kseq', '=', kseq)
      .where('reason', '=', 'disregarded')
      .execute();
  }
  const numbered = await numberLinks(
    tx,
    back.map(({ read }) => read),
    before.lastSeq,
  );
  for (const [index, { link }] of back.entries()) {
    const found = numbered.links[index];
    if (found === undefined) continue;
    const { relayed_by: relayedBy, received, effective } = link;
    const { kiosk, incarnation, kseq } = link;
    await tx
      .updateTable('attendance_event')
      .set(rowOf({ kiosk, incarnation, relayedBy, received }, { ...found, effective, head: null }))
      .where('kiosk', '=', kiosk)
      .where('incarnation', '=', incarnation)
      .where('kseq', '=', kseq)
      .execute();
    if (!found.isFact) await insertPlaces(tx, [placeAt(link, found.seq)]);
    await tx
      .deleteFrom('quarantine')
      .where('kiosk', '=', kiosk)
      .where('incarnation', '=', incarnation)
      .where('kseq', '=', kseq)
      .where('hash', '=', link.hash)
      .where('reason', 'in', ['disregarded', ...revisable])
      .execute();
  }
  const roster = await restorePayloads(context, tx, back, verdicts);
  return { lastSeq: numbered.lastSeq, roster: roster ?? before.roster };
}

async function restorePayloads(
  context: HubContext,
  tx: HubDatabase,
  back: readonly { link: HeldLink; read: ReadEvent }[],
  verdicts: ReadonlyMap<HeldLink, JudgementKind>,
): Promise<number | null> {
  const [first] = back;
  if (first === undefined) return null;
  const { kiosk: pushedBy } = first.link;
  const mode = await modeOfAuthor(tx, pushedBy);
  const released = new Set(
    back.flatMap(({ link, read }) => (verdicts.get(link) === 'count' ? read.event : [])),
  );
  const facts = personalFacts(back.map(({ read }) => read));
  const by = { pushedBy, mode, released, isOrdered: true };
  const added = await keepAllowed(context, tx, by, facts);
  return await applyRosterFacts(context, tx, pushedBy, added);
}

/** A link with the payload that was put away with it. */
async function asItCame(tx: HubDatabase, link: HeldLink): Promise<WireEvent> {
  const rows = await tx
    .selectFrom('quarantine')
    .where('kiosk', '=', link.kiosk)
    .where('incarnation', '=', link.incarnation)
    .where('kseq', '=', link.kseq)
    .where('hash', '=', link.hash)
    .select('raw')
    .execute();
  const personal = rows.map(({ raw }) => eventOfRaw(raw)?.personal ?? null);
  return { ...bare(link), personal: personal.find((one) => one !== null) ?? null };
}
