import type { Page } from 'playwright-core';
import { badTickets, ticketOf } from './people.ts';
import { admit, heading, type Scene, scan, scanPerson } from './steps.ts';

/** The desk: nothing scanned, identity check, every verdict. */
export const deskScenes: readonly Scene[] = [
  { name: 'desk-idle' },
  {
    name: 'desk-camera',
    query: 'camera=1',
    steps: async (page) => {
      await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2);
    },
  },
  { name: 'desk-nothing-yet', query: 'admitted=0' },
  { name: 'desk-empty-roster', query: 'roster=empty&admitted=0' },
  { name: 'desk-empty-roster-operator', query: 'roster=empty&admitted=0&role=operator' },
  { name: 'desk-no-printer', query: 'printer=none&warnings=0' },
  {
    name: 'identity',
    steps: async (page) => {
      await scanPerson(page, 0);
      await heading(page, /Passport|Passeport/);
    },
  },
  {
    name: 'identity-vip-arabic',
    steps: async (page) => {
      await scanPerson(page, 1);
      await heading(page, /Passport|Passeport/);
    },
  },
  {
    name: 'identity-long-waiting',
    query: 'admitted=0',
    steps: async (page) => {
      await scanPerson(page, 3);
      await heading(page, /Passport|Passeport/);
      await scan(page, ticketOf(4));
      await scan(page, ticketOf(5));
      await heading(page, /2 scans|2 codes/);
    },
  },
  { name: 'admitted-confirmed', steps: (page) => admit(page, 0, /confirmed by|confirmé par/) },
  {
    name: 'admitted-printing',
    query: 'printer=slow',
    steps: (page) => admit(page, 0, /Printing…|Impression…/),
  },
  {
    name: 'admitted-blind',
    query: 'printer=blind',
    steps: (page) => admit(page, 10, /not confirmed|non confirmé/),
  },
  {
    name: 'admitted-ready',
    query: 'badge=ahead',
    steps: (page) => admit(page, 0, /Badge is ready|badge est prêt/),
  },
  {
    name: 'admitted-moved',
    query: 'badge=moved&printer=slow&fleet=1',
    steps: (page) => admit(page, 0, /cannot print|ne peut pas imprimer/),
  },
  {
    name: 'admitted-glyphs',
    query: 'badge=glyphs',
    steps: (page) => admit(page, 0, /Latin name|nom latin/),
  },
  {
    name: 'admitted-held',
    query: 'printer=paper-out',
    steps: (page) => admit(page, 1, /Load a new roll|nouveau rouleau/),
  },
  {
    name: 'admitted-asks',
    query: 'printer=unknown&admitted=0',
    steps: (page) => admit(page, 3, /Yes, it came|Oui, il est/),
  },
  {
    name: 'admitted-handed-over',
    steps: async (page) => {
      await admit(page, 0, /confirmed by|confirmé par/);
      await page.getByRole('button', { name: /Hand over to|Remettre au/ }).click();
      await page.locator('.hero .handed-over').waitFor();
    },
  },
  {
    name: 'already-in',
    steps: async (page) => {
      await scanPerson(page, 2);
      await heading(page, /Already checked|Déjà enregistré/);
    },
  },
  { name: 'pending', steps: (page) => scanPerson(page, 13) },
  { name: 'cancelled', steps: (page) => scanPerson(page, 14) },
  { name: 'revoked-operator', query: 'role=operator', steps: (page) => scanPerson(page, 15) },
  { name: 'wrong-day', query: 'admitted=0', steps: (page) => scanPerson(page, 9) },
  ...Object.entries(badTickets).map(([what, text]) => ({
    name: `verdict-${what}`,
    steps: async (page: Page) => {
      await heading(page, /Ready to scan|Prêt à lire/);
      await scan(page, text);
      await heading(page, /Code not|Code non/);
    },
  })),
  {
    name: 'check-in-failed',
    query: 'fails=checkIn:disk-full',
    steps: (page) => scanPerson(page, 0),
  },
];
