import { randomUUID } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { seedHub } from '../../../main/hub-hosting/seed-hub.ts';
import { cleanUp, startTestHub } from '../../hub/http/support.ts';
import { makeDeskContext } from '../../support/desk-context.ts';

afterEach(cleanUp);

it('people are admitted while the roster goes to the hub that the desk founds', async () => {
  const hub = await startTestHub();
  const desk = makeDeskContext();
  try {
    const everybody = Array.from({ length: 1_100 }, (_, i) => desk.addDelegate(i + 1));
    const outcomes: string[] = [];
    await seedHub(desk.context, hub.admin, false, ({ done }) => {
      const delegateId = everybody[done - 1]?.id ?? '';
      const target = { kind: 'delegate' as const, delegateId };
      const input = { key: randomUUID(), target, identity: null };
      outcomes.push(checkIn(desk.context, desk.caller, input).outcome);
    });
    expect(outcomes).toEqual(['admitted', 'admitted', 'admitted']);
    expect((await hub.admin.overview()).delegates.confirmed).toBe(everybody.length);
  } finally {
    desk.close();
  }
});
