import { expect, inject, it } from 'vitest';
import { demoTickets } from '../../tools/sample/tickets.ts';
import { startDesk } from '../support/running-desk.ts';
it('shots', async () => {
  const tickets = demoTickets();
  const desk = await startDesk(inject('electron'));
  const shot = async (n: string) => { await desk.page.waitForTimeout(500); await desk.page.screenshot({ path: `/tmp/real-${n}.png` }); };
  desk.page.on('console', (m) => console.log('console', m.type(), m.text()));
  await shot('idle');
  await desk.keyboard.scan(tickets.valid.text, { computer: 'belgian' });
  await desk.page.locator('.hero[data-kind="identity"]').waitFor();
  await shot('identity');
  await desk.page.keyboard.press('p');
  await desk.page.locator('.hero[data-kind="answered"]').waitFor();
  await desk.page.waitForTimeout(1500);
  await shot('admitted');
  await desk.page.keyboard.press('h');
  await shot('handed');
  console.log(tickets.valid.registrationCode);
  await desk.keyboard.scan(tickets.valid.registrationCode, { computer: 'belgian' });
  await shot('again');
  await desk.keyboard.scan(tickets.valid.registrationCode);
  await shot('again2');
  for (const [i, name] of ['Prints', 'Roster', 'Settings'].entries()) {
    await desk.page.getByRole('navigation').getByRole('button', { name }).click();
    await shot(`screen-${i}`);
  }
  await desk.page.getByRole('navigation').getByRole('button', { name: 'Desk' }).click();
  await desk.page.keyboard.press('/');
  await desk.page.waitForTimeout(300);
  await desk.page.keyboard.type('mull', { delay: 100 });
  await shot('search');
  await desk.page.locator('.delegate-panel').getByRole('button', { name: 'Preview' }).click();
  await desk.page.locator('.badge-preview img').waitFor();
  await shot('preview');
  await desk.end();
  expect(1).toBe(1);
});
