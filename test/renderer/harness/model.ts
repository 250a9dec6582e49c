import type { z } from 'zod';
import type { Delegate } from '../../../domain/delegate.ts';
import type { Operator, OperatorRole } from '../../../domain/operator.ts';
import type { PrinterSettings, PrinterState } from '../../../domain/print-job.ts';
import type {
  badgeSummarySchema,
  DelegateDetail,
  DelegateNote,
  recentItemSchema,
} from '../../../preload/contract/check-in.ts';
import type { OverrideView } from '../../../preload/contract/override-view.ts';
import type { PrintJobView } from '../../../preload/contract/printing.ts';
import { thailand } from './delegation-people.ts';
import { fleet } from './fleet.ts';
import type { HarnessOptions } from './options.ts';
import { people, uuid } from './people.ts';
import { type SetUpModel, setUpModel } from './set-up-model.ts';

export type Badge = z.infer<typeof badgeSummarySchema> & { delegateId: string };
export type Recent = z.infer<typeof recentItemSchema>;
export interface Admission {
  eventId: string;
  delegateId: string;
  localDay: string;
  wall: number;
  operatorName: string;
  undone: boolean;
  override?: OverrideView;
}

/** 2 October 2018, 09:41 in Brussels. */
export const start = Date.UTC(2018, 9, 2, 7, 41);
export const day = '2018-10-02';
export const kioskName = 'Desk 2';

/** Everything that the pretended main process knows. */
export interface Model {
  options: HarnessOptions;
  delegates: Delegate[];
  operators: Operator[];
  operator: Operator | null;
  needsFirst: boolean;
  admissions: Admission[];
  badges: Badge[];
  /** Newest first. */
  notes: (DelegateNote & { delegateId: string })[];
  jobs: PrintJobView[];
  printers: PrinterSettings[];
  /** Conditions that are not those of the scene's printer, by printer. */
  conditions: Record<string, PrinterState['condition']>;
  settings: {
    language: 'en' | 'fr';
    camera: boolean;
    cameraDeviceId: string | null;
    functionKeyPrefix: string | null;
    sounds: boolean;
    checkpoint: string;
    lockAfterMinutes: number;
  };
  wrongPins: number;
  setUp: SetUpModel;
  count: number;
  emit: (
    notice:
      | 'stationChanged'
      | 'countsChanged'
      | 'printersChanged'
      | 'printJobsChanged'
      | 'templatesChanged'
      | 'syncChanged',
  ) => void;
}

const operatorNames = [
  'Marie DUPONT',
  'Ahmed EL AMRANI',
  'Sunniva BERG',
  'Jo',
  'Konstantinos PAPAGEORGIOU',
];

/** A number that never repeats. */
export function next(model: Model): number {
  model.count += 1;
  return model.count;
}

const openedAt = Date.now();

/** The station's clock as the hub sees it: it runs on from the start with the machine's. */
export function runningClock(): number {
  return start + Date.now() - openedAt;
}

/** The event's clock: it runs from the start. */
export function now(model: Model): number {
  return start + next(model) * 1000;
}

/** The first is a supervisor; the second has the scene's role, so that it can be signed in. */
function roleAt(index: number, asked: HarnessOptions['role']): OperatorRole {
  if (index === 0) return 'supervisor';
  return index === 1 && asked !== null && asked !== 'supervisor' ? asked : 'operator';
}

/** Makes the model of a scene. */
export function createModel(options: HarnessOptions, emit: Model['emit']): Model {
  const operators = operatorNames.slice(0, options.operators).map((name, index) => ({
    id: uuid(3, index),
    name,
    role: roleAt(index, options.role),
  }));
  const model: Model = {
    options,
    delegates:
      options.roster === 'empty' ? [] : [...people(), ...(options.delegation ? thailand() : [])],
    operators: options.first ? [] : operators,
    operator: options.first ? null : (operators.find(({ role }) => role === options.role) ?? null),
    needsFirst: options.first,
    admissions: [],
    badges: [],
    notes: [],
    jobs: [],
    printers: printersOf(options),
    conditions: options.fleet
      ? Object.fromEntries(fleet.map(({ id, condition }) => [id, condition]))
      : {},
    settings: {
      language: options.language,
      camera: options.camera,
      cameraDeviceId: null,
      functionKeyPrefix: null,
      sounds: true,
      checkpoint: 'registration',
      lockAfterMinutes: 10,
    },
    wrongPins: 0,
    setUp: setUpModel(globalThis.location.search, options.first),
    count: 0,
    emit,
  };
  for (const delegate of model.delegates.slice(2, 2 + options.admitted)) seed(model, delegate);
  return model;
}

function printersOf(options: HarnessOptions): PrinterSettings[] {
  if (options.fleet) return fleet.map(({ condition: _, ...settings }) => settings);
  return options.printer === 'none' ? [] : [defaultPrinter(options)];
}

function defaultPrinter(options: HarnessOptions): PrinterSettings {
  return {
    id: 'left',
    name: 'Left of desk 2',
    model: '',
    language: 'escpos',
    connection: { kind: 'tcp', host: '192.168.10.41', port: 9100 },
    ability: options.printer === 'blind' ? 'blind' : 'confirm',
    dotsPerMm: 8,
    widthDots: 576,
    cut: true,
    neighbour: null,
    stock: { name: '', categories: null, template: 'roll-80' },
  };
}

/** An admission of an hour ago whose badge was handed over. */
function seed(model: Model, delegate: Delegate): void {
  const index = model.admissions.length;
  const wall = start - (60 - index * 7) * 60_000;
  const serialText = serial(model);
  model.admissions.push({
    eventId: uuid(4, index),
    delegateId: delegate.id,
    localDay: day,
    wall,
    operatorName: 'Marie DUPONT',
    undone: index === 3,
  });
  model.badges.push({
    delegateId: delegate.id,
    serialText,
    issuedAt: wall,
    state: index === 3 ? 'stale' : index === 6 ? 'printed' : 'handed-over',
    jobId: null,
  });
}

/** The next badge serial. */
export function serial(model: Model): string {
  return `A7F30C12-${String(118 + next(model)).padStart(6, '0')}`;
}

/** What the contract shows of one delegate. */
export function detailOf(model: Model, delegate: Delegate): DelegateDetail {
  const { flagged, ticketCode: _, ...shown } = delegate;
  const supervisor = model.operator?.role === 'supervisor';
  return {
    delegate: shown,
    notice: flagged && supervisor ? 'flagged' : delegate.vip ? 'vip' : 'none',
    admissions: model.admissions
      .filter((one) => one.delegateId === delegate.id && !one.undone)
      .map((one) => ({ ...admissionView(one), override: one.override ?? null })),
    notes: model.notes
      .filter((one) => one.delegateId === delegate.id)
      .map(({ delegateId: __, ...note }) => note),
    badges: model.badges
      .filter((one) => one.delegateId === delegate.id)
      .map(({ delegateId: __, ...badge }) => badge),
  };
}

/** An admission as "already in" shows it. */
export function admissionView(
  one: Admission,
): Omit<DelegateDetail['admissions'][number], 'override'> {
  return {
    eventId: one.eventId,
    checkpoint: 'registration',
    localDay: one.localDay,
    wall: one.wall,
    kioskName,
    operatorName: one.operatorName,
  };
}

/** The latest check-ins, newest first. */
export function recentOf(model: Model): Recent[] {
  return [...model.admissions]
    .sort((a, b) => b.wall - a.wall)
    .map((one) => {
      const delegate = model.delegates.find(({ id }) => id === one.delegateId);
      const badge = model.badges.find(({ delegateId }) => delegateId === one.delegateId);
      return {
        admissionId: one.eventId,
        delegateId: one.delegateId,
        printedName: delegate?.printedName ?? '',
        delegation: delegate?.delegation ?? '',
        wall: one.wall,
        undone: one.undone,
        override: one.override !== undefined,
        badge:
          badge === undefined
            ? null
            : {
                serialText: badge.serialText,
                issuedAt: badge.issuedAt,
                state: badge.state,
                jobId: badge.jobId,
              },
      };
    });
}
