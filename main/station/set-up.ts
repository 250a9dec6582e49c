import { z } from 'zod';
import { readSetting, writeSetting } from '../../db/base/settings.ts';
import type { ReadableDatabase, WritableDatabase } from '../../db/base/types.ts';
import { findEvent } from '../../db/event/events.ts';
import { hasSupervisor } from '../../db/operators.ts';
import {
  type SetUpSource,
  type SetUpStep,
  type SetUpView,
  setUpSourceSchema,
  setUpStepSchema,
} from '../../preload/contract/station/station.ts';
import { CallFailure } from '../base/call-failure.ts';
import type { Config } from '../base/config/config.ts';
import { readStationSettings, type StationSettings } from '../base/config/station-settings.ts';

const settingName = 'set-up';
const setUpSchema = z.object({
  step: setUpStepSchema,
  source: setUpSourceSchema.nullable().default(null),
  /** Steps that a settings file has answered. */
  given: z.array(setUpStepSchema).default([]),
  done: z.boolean().default(false),
});
type SetUp = z.infer<typeof setUpSchema>;

function readSetUp(db: ReadableDatabase): SetUp | null {
  const parsed = setUpSchema.safeParse(readSetting(db, settingName));
  return parsed.success ? parsed.data : null;
}

/**
 * Decides at start whether the station is set up, and remembers it. A store from before set-ups
 * were recorded, or whose beginning is preset, counts as set up as soon as it has a supervisor.
 *
 * @param guided the station has no event yet, and nothing presets one
 */
export function beginSetUp(db: WritableDatabase, guided: boolean): void {
  const known = readSetUp(db);
  const supervised = hasSupervisor(db);
  if (known !== null && (!known.done || supervised)) return;
  if (guided) write(db, { step: 'begin', source: null, given: [], done: false });
  else if (!supervised) write(db, { step: 'supervisor', source: 'preset', given: [], done: false });
  else write(db, { step: 'ready', source: 'preset', given: [], done: true });
}

/** The present step of the first start, with the steps that apply; null once it is set up. */
export function setUpView(db: ReadableDatabase, config: Config): SetUpView | null {
  const known = readSetUp(db);
  if (known === null || known.done) return null;
  const { source, given } = known;
  const settings = readStationSettings(db, config);
  const { mode } = settings;
  const isObvious = source === 'hub' && mode === 'desk' && standsAtOnlyRegistration(db, settings);
  const applies: Readonly<Record<SetUpStep, boolean>> = {
    begin: source !== 'preset',
    // A package says what the station is.
    station:
      source !== 'package' && (config.mode === undefined || config.stationName === undefined),
    event: source !== 'preset',
    supervisor: config.operators?.some(({ role }) => role === 'supervisor') !== true,
    list: (source === 'file' || source === 'create') && config.roster === undefined,
    place: config.checkpoint === undefined && !isObvious,
    printer: mode !== 'door' && config.printers === undefined,
    devices: config.cameraEnabled === undefined || config.functionKeyPrefix === undefined,
    ready: true,
  };
  const steps = setUpStepSchema.options.filter((step) => applies[step] && !given.includes(step));
  // The step may no longer apply (a door has no printer): then the next one that does.
  const { options } = setUpStepSchema;
  const step = options
    .slice(options.indexOf(known.step))
    .find((candidate) => steps.includes(candidate));
  return { step: step ?? 'ready', source, steps };
}

/** Whether the station's checkpoint is the one at which the event registers everyone. */
function standsAtOnlyRegistration(
  db: ReadableDatabase,
  { checkpoint, eventId }: Pick<StationSettings, 'checkpoint' | 'eventId'>,
): boolean {
  const { checkpoints = [] } = (eventId === null ? null : findEvent(db, eventId)?.file) ?? {};
  // The same choice as at a start (main/app/start/start-station.ts).
  const own = checkpoints.find(({ id }) => id === checkpoint) ?? checkpoints[0];
  const others = checkpoints.filter(
    ({ id, kind, retired }) => id !== own?.id && kind === 'registration' && retired !== true,
  );
  return own?.kind === 'registration' && own.retired !== true && others.length === 0;
}

/** Throws CallFailure `not-allowed` for a step that does not apply to this station. */
export function goToSetUpStep(db: WritableDatabase, config: Config, step: SetUpStep): void {
  const view = setUpView(db, config);
  if (view === null || !view.steps.includes(step)) throw new CallFailure('not-allowed', step);
  change(db, { step });
}

/** Remembers the event's source and continues with the step after the beginning. */
export function chooseSource(db: WritableDatabase, config: Config, source: SetUpSource): void {
  change(db, { source });
  const next = setUpView(db, config)?.steps.find((step) => step !== 'begin');
  change(db, { step: next ?? 'event' });
}

export function setUpPast(db: WritableDatabase, config: Config, step: SetUpStep): void {
  const view = setUpView(db, config);
  if (view === null) return;
  const { options } = setUpStepSchema;
  const later = view.steps.find((one) => options.indexOf(one) > options.indexOf(step));
  change(db, { step: later ?? 'ready' });
}

/** Skips these steps: a settings file answered them. */
export function answerSetUpSteps(db: WritableDatabase, given: readonly SetUpStep[]): void {
  if (readSetUp(db)?.done === false) change(db, { given: [...given] });
}

/** Requires a supervisor (again): the event is no longer the demo, whose PIN is public. */
export function askForSupervisor(db: WritableDatabase, step: SetUpStep): void {
  change(db, { step, source: 'file', done: false });
}

/** Throws CallFailure `supervisor-needed` without a supervisor. */
export function finishSetUp(db: WritableDatabase): void {
  if (!hasSupervisor(db)) throw new CallFailure('supervisor-needed');
  change(db, { step: 'ready', done: true });
}

/** Whether this is a first start without a supervisor, which anyone may continue. */
export function isOpenForSetUp(db: ReadableDatabase): boolean {
  return readSetUp(db)?.done === false && !hasSupervisor(db);
}

function change(db: WritableDatabase, changes: Partial<SetUp>): void {
  const known = readSetUp(db) ?? { step: 'begin', source: null, given: [], done: false };
  write(db, { ...known, ...changes });
}

function write(db: WritableDatabase, setUp: SetUp): void {
  writeSetting(db, settingName, setUp);
}
