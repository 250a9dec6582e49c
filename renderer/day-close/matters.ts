import { useTranslation } from 'react-i18next';
import { balanceWords, type RegistrationGap } from '../../domain/badges/registration-balance.ts';
import { textOrder } from '../../domain/base/text-order.ts';
import type { FindingKind } from '../../domain/day-close/close-fact.ts';
import { isOpenStation, type JudgedStation } from '../../domain/day-close/open-items.ts';
import type { DayStatus, StationStatus } from '../../domain/day-close/status.ts';
import { useFormats } from '../../ui/formats.ts';

export type Resolution = DayStatus['further'][number]['resolution'];

/** The call that resolves a matter, and the reference it needs. */
export type Answering =
  | { by: 'finding'; finding: FindingKind; reference: string }
  | { by: 'duplicate'; admissionId: string }
  /** Resolved on the screen of print jobs. */
  | { by: 'jobs' };

/** The groups of the second step, in their order. */
export const matterKinds = [
  'job',
  'print',
  'further',
  'override',
  'clock',
  'quarantine',
  'balance',
] as const;
export type MatterKind = (typeof matterKinds)[number];

export interface Matter {
  kind: MatterKind;
  /** Unique among the day's matters. */
  key: string;
  /**
   * Printed name of the person, or name of the station; empty if there is none or it is unknown.
   */
  name: string;
  /** Code of the person's delegation, or empty. */
  delegation: string;
  /** Id of the checkpoint, or null. */
  checkpoint: string | null;
  /** Where and when it happened; for a print job, since when it waits. */
  at: { stationName: string; operatorName: string | null; wall: number } | null;
  detail:
    | { about: 'none' }
    | { about: 'serial'; serial: string }
    | { about: 'refusal'; outcome: string; reason: string }
    | { about: 'clock'; facts: number; worst: number }
    | { about: 'items'; reason: string; items: number }
    | { about: 'gaps'; gaps: Readonly<Record<RegistrationGap, number>> };
  resolution: Resolution;
  answering: Answering;
}

/** Every matter of a day: by kind, then open ones first, then by time. */
export function mattersOf(status: DayStatus): Matter[] {
  const all = [
    ...jobs(status),
    ...prints(status),
    ...further(status),
    ...overrides(status),
    ...clocks(status),
    ...quarantine(status),
    ...balance(status),
  ];
  const order = ({ kind, resolution, at }: Matter): [number, number, number] => [
    matterKinds.indexOf(kind),
    resolution === null ? 0 : 1,
    at?.wall ?? 0,
  ];
  return all.toSorted((a, b) => {
    const [left, right] = [order(a), order(b)];
    return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
  });
}

export function openMatters(matters: readonly Matter[]): Matter[] {
  return matters.filter(({ resolution }) => resolution === null);
}

/** Stations that are neither proven nor explained by a note, broken ones first. */
export function openStations(status: DayStatus): StationStatus[] {
  return sortedStations(status).filter((one) => isOpenStation(judged(one)));
}

/** How many unproven stations have a note that explains why. */
export function notedStations({ stations }: DayStatus): number {
  return stations.filter((one) => one.verdict !== 'proven' && !isOpenStation(judged(one))).length;
}

/** A station as the counts of open items take it. */
export function judged({
  name,
  verdict,
  resolution,
}: StationStatus): JudgedStation & { name: string } {
  return { name, verdict, isNoted: resolution !== null };
}

const verdictOrder = { broken: 0, open: 1, proven: 2 } as const;

/** Stations that need attention first, then by name. */
export function sortedStations({ stations }: DayStatus): StationStatus[] {
  return stations.toSorted(
    (a, b) => verdictOrder[a.verdict] - verdictOrder[b.verdict] || textOrder('en')(a.name, b.name),
  );
}

function jobs(status: DayStatus): Matter[] {
  return status.jobs.map(({ jobId, serial, printedName, since }) => ({
    kind: 'job',
    key: `job ${jobId}`,
    name: printedName,
    delegation: '',
    checkpoint: null,
    at: { stationName: '', operatorName: null, wall: since },
    detail: { about: 'serial', serial },
    resolution: null,
    answering: { by: 'jobs' },
  }));
}

function prints(status: DayStatus): Matter[] {
  return status.prints.map(({ serial, printedName, delegation, at, resolution }) => ({
    kind: 'print',
    key: `print ${serial}`,
    name: printedName,
    delegation,
    checkpoint: null,
    at,
    detail: { about: 'serial', serial },
    resolution,
    answering: { by: 'finding', finding: 'print', reference: serial },
  }));
}

function further(status: DayStatus): Matter[] {
  return status.further.map(
    ({ admissionId, printedName, delegation, checkpoint, at, resolution }) => ({
      kind: 'further',
      key: `further ${admissionId}`,
      name: printedName,
      delegation,
      checkpoint,
      at,
      detail: { about: 'none' },
      resolution,
      answering: { by: 'duplicate', admissionId },
    }),
  );
}

function overrides(status: DayStatus): Matter[] {
  return status.overrides.map((one) => ({
    kind: 'override',
    key: `override ${one.fact}`,
    name: one.printedName,
    delegation: one.delegation,
    checkpoint: one.checkpoint,
    at: one.at,
    detail: { about: 'refusal', outcome: one.outcome, reason: one.reason },
    resolution: one.resolution,
    answering: { by: 'finding', finding: 'override', reference: one.fact },
  }));
}

function clocks(status: DayStatus): Matter[] {
  return status.clocks.map(({ station, name, facts, worst, resolution }) => ({
    kind: 'clock',
    key: `clock ${station}`,
    name,
    delegation: '',
    checkpoint: null,
    at: null,
    detail: { about: 'clock', facts, worst },
    resolution,
    answering: { by: 'finding', finding: 'clock', reference: station },
  }));
}

function quarantine(status: DayStatus): Matter[] {
  return status.quarantine.map(({ station, name, reason, items, resolution }) => ({
    kind: 'quarantine',
    key: `quarantine ${station} ${reason}`,
    name,
    delegation: '',
    checkpoint: null,
    at: null,
    detail: { about: 'items', reason, items },
    resolution,
    answering: { by: 'finding', finding: 'quarantine', reference: station },
  }));
}

function balance({ balance: { total, gaps, resolution }, day }: DayStatus): Matter[] {
  if (gaps === 0) return [];
  return [
    {
      kind: 'balance',
      key: 'balance',
      name: '',
      delegation: '',
      checkpoint: null,
      at: null,
      detail: { about: 'gaps', gaps: total.gaps },
      resolution,
      answering: { by: 'finding', finding: 'balance', reference: day },
    },
  ];
}

/** The title of a kind of matters; the balance has the same title as in its report. */
export function useKindWords(): (kind: MatterKind) => string {
  const { t } = useTranslation();
  const { language } = useFormats();
  return (kind) =>
    kind === 'balance' ? balanceWords[language].title : t(`dayClose.kinds.${kind}`);
}
