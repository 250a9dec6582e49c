import { withCodes } from '../../domain/tickets/issued-codes.ts';
import type { HubContext } from '../base/context.ts';
import { delegateOfText } from '../base/delegate-text.ts';
import { lockStream } from '../store/streams.ts';
import type { HubDatabase } from '../store/tables.ts';
import { readMaking } from './code-making.ts';
import { draftRoster } from './roster-draft.ts';

/** Delegates read and written at once. */
const portion = 2_000;

/**
 * Gives everybody in the roster, deleted people too, the codes of the newest secret.
 *
 * @returns the roster stream's last number, null if unchanged, and how many people have new codes
 */
export async function renewCodes(
  context: HubContext,
  tx: HubDatabase,
): Promise<{ roster: number | null; renewed: number }> {
  // An import that holds the stream now is read once it is done; a later one reads the new secret.
  await lockStream(tx, 'roster');
  const making = await readMaking(tx, context.identity);
  let roster: number | null = null;
  let renewed = 0;
  for (let after = ''; ; ) {
    const rows = await tx
      .selectFrom('delegate')
      .where('id', '>', after)
      .orderBy('id')
      .limit(portion)
      .select(['id', 'data', 'deleted'])
      .execute();
    const last = rows.at(-1);
    if (last === undefined) return { roster, renewed };
    after = last.id;
    const draft = await draftRoster(tx, { ids: rows.map(({ id }) => id), codes: [] });
    for (const { data, deleted } of rows) {
      const isNew = draft.put(withCodes(delegateOfText(data), undefined, making), deleted === 1);
      if (isNew && deleted === 0) renewed += 1;
    }
    roster = (await draft.write(context.clock())) ?? roster;
  }
}
