import { expect, it } from 'vitest';
import { electronRuntime, ensureDisplay } from '../../tools/runtime.mjs';
import { startDesk } from '../support/running-desk.ts';

it('the built app checks the badges of the demo in its thread', async () => {
  await ensureDisplay();
  const desk = await startDesk(electronRuntime());
  try {
    const view = () => desk.page.evaluate(() => window.lanyard.getBadgeCheck());
    expect(await desk.page.evaluate(() => window.lanyard.startBadgeCheck())).toMatchObject({
      ok: true,
    });
    // A thousand badges are drawn and read back, which takes minutes on a busy machine.
    await expect
      .poll(view, { timeout: 240_000 })
      .toMatchObject({ ok: true, value: { running: null, failure: null, result: {} } });
    const found = await view();
    if (!found.ok || found.value.result === null) throw new Error('no result');
    expect(found.value.result.people).toBeGreaterThan(900);
    expect(found.value.result).toMatchObject({ counts: { delegation: 0, category: 0 } });
  } finally {
    await desk.end();
  }
});
