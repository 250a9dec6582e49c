import type { DayFinding, OrganiserDayStatus } from '../../../../domain/wire/organiser-days.ts';

/** Something about a day that somebody looks into at a desk. */
export interface Matter {
  kind: DayFinding | 'gaps';
  count: number;
  /** Of which nobody noted anything. */
  open: number;
}

/** Everything that was found about the day, noted or not; the gaps of the balance are one matter with one note. */
export function findingsOf({ findings, balance }: OrganiserDayStatus): Matter[] {
  const { gaps, noted } = balance;
  const all: Matter[] = [...findings, { kind: 'gaps', count: gaps, open: noted ? 0 : gaps }];
  return all.filter(({ count }) => count > 0);
}

/** What nobody looked into. */
export function openFindings(status: OrganiserDayStatus): Matter[] {
  return findingsOf(status).filter(({ open }) => open > 0);
}

/** The number that the next report bears. */
export function nextRevision({ reports }: OrganiserDayStatus): number {
  return (reports[0]?.revision ?? 0) + 1;
}
