import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { notFrenchAmong, textsOn } from './french-on-screen.ts';
import type { CountedPerson } from './own-event-steps.ts';

/** Checks every text on the page; `screen` names it in the failure. */
export async function isFrench(page: Page, screen: string): Promise<void> {
  const notFrench = notFrenchAmong(await textsOn(page));
  expect({ screen, notFrench }).toEqual({ screen, notFrench: [] });
}

/** Opens the e-mails of tickets at a French desk, and enters the mail server on 127.0.0.1. */
export async function entersMailServer(person: CountedPerson, port: number): Promise<void> {
  const { page } = person;
  await person.click(page.getByRole('tab', { name: 'Billets', exact: true }));
  await isFrench(page, 'tickets');
  await person.click(person.button('Envoyer par courriel…'));
  const dialog = page.getByRole('dialog');
  await person.type(dialog.getByLabel('Serveur de messagerie'), '127.0.0.1');
  await person.click(dialog.getByRole('button', { name: /Chiffrement/ }));
  await person.click(page.getByRole('option', { name: 'Non chiffré' }));
  await person.type(dialog.getByLabel('Port', { exact: true }), String(port));
  await person.type(dialog.getByLabel(/^Courriels par minute/), '600');
  await person.type(dialog.getByLabel('Nom de l’expéditeur'), 'Secrétariat');
  await person.type(dialog.getByLabel('Adresse de l’expéditeur'), 'congres@example.org');
  await isFrench(page, 'mail server');
  await person.press('Enter');
}
