// clock: stamps the chosen event and its templates.

import { randomBytes, randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { WritableDatabase } from '../../db/base/types.ts';
import { type StoredEvent, saveEvent, saveTicketKey } from '../../db/event/events.ts';
import { findHubLink } from '../../db/ledger/hub-link.ts';
import { hasSupervisor } from '../../db/operators.ts';
import { saveTemplate } from '../../db/templates.ts';
import { wholeProblem } from '../../domain/base/file-problems.ts';
import { onScreens } from '../../domain/base/language.ts';
import { demoKeyMistakes, isForeignDemoSecret } from '../../domain/event/demo-event.ts';
import type { EventFile } from '../../domain/event/event-file.ts';
import { eventPlaces } from '../../domain/event/event-places.ts';
import { eventFileOf, type NewEvent, type NewEventTables } from '../../domain/event/new-event.ts';
import { wholeEventFileSchema } from '../../domain/event/whole-event-file.ts';
import type { BadgeTemplate } from '../../domain/templates/badge-template.ts';
import { makeSigningKeys } from '../../platform/crypto/ed25519.ts';
import type { EventChoice } from '../../preload/contract/station/set-up.ts';
import { CallFailure } from '../base/call-failure.ts';
import type { Config } from '../base/config/config.ts';
import {
  type CheckedFile,
  checkJsonFile,
  checkSecretFile,
} from '../base/config/read-file-problems.ts';
import { changeStationSettings } from '../base/config/station-settings.ts';
import type { Context } from '../base/context.ts';
import type { EarlierSource } from './earlier-event.ts';
import { endDemo } from './end-demo.ts';
import { askForSupervisor, setUpPast, setUpView } from './set-up.ts';

type Problem = NonNullable<EventChoice['secret']>['problems'][number];

interface Chosen<T> {
  name: string;
  checked: CheckedFile<T>;
}

/**
 * The chosen event file and its secret, none at first. Paths and the secret never leave the main
 * process.
 */
export function createEventChoice(context: Context) {
  const { db } = context;
  let file: Chosen<EventFile> | null = null;
  let secret: Chosen<Uint8Array> | null = null;
  /** Only the event's file says which event the secret is for. */
  const secretProblems = (): Problem[] => {
    if (secret === null) return [];
    const isForeign =
      secret.checked.ok &&
      file?.checked.ok === true &&
      isForeignDemoSecret(file.checked.value, secret.checked.value);
    return isForeign ? wholeProblem(demoKeyMistakes.secret) : problemsIn(secret.checked);
  };
  const view = (): EventChoice => ({
    file:
      file === null
        ? null
        : { name: file.name, problems: problemsIn(file.checked), event: summary(file.checked) },
    secret: secret === null ? null : { name: secret.name, problems: secretProblems() },
  });
  return {
    view,
    /** Reads the chosen file; null (the dialog was closed) changes nothing. */
    file: (path: string | null): EventChoice => {
      if (path !== null)
        file = {
          name: basename(path),
          checked: checkJsonFile(path, wholeEventFileSchema, eventPlaces),
        };
      return view();
    },
    secret: (path: string | null): EventChoice => {
      if (path !== null) secret = { name: basename(path), checked: checkSecretFile(path) };
      return view();
    },
    /**
     * Uses the chosen event; restart the app then. Throws CallFailure `event-not-chosen`,
     * `leave-hub-first`.
     */
    adopt: (config: Config): void => {
      if (file?.checked.ok !== true || secret?.checked.ok !== true || secretProblems().length > 0)
        throw new CallFailure('event-not-chosen');
      use(db, config, { file: file.checked.value, secret: secret.checked.value });
    },
    /**
     * Makes an event and its keys, and uses it; restart the app then. Throws CallFailure
     * `leave-hub-first`.
     */
    create: (
      request: NewEvent,
      config: Config,
      tables?: NewEventTables,
      earlier: EarlierSource | null = null,
    ): void => {
      const keys = makeSigningKeys();
      const { station } = context.self;
      const own = { id: randomUUID(), ticketKey: keys.publicKey, station };
      const made = eventFileOf(request, own, tables, earlier?.file);
      const event = { file: wholeEventFileSchema.parse(made), secret: randomBytes(32) };
      use(db, config, event, { ticketKey: keys.privateKey, templates: earlier?.templates ?? [] });
    },
  };
}

/**
 * @param made for an event made here: private key of its tickets, and templates of an earlier event
 */
function use(
  db: WritableDatabase,
  config: Config,
  event: StoredEvent,
  made: { ticketKey: string; templates: readonly BadgeTemplate[] } | null = null,
): void {
  // A hub has one event, and this station's facts go to that hub.
  if (findHubLink(db) !== null) throw new CallFailure('leave-hub-first');
  db.transaction(() => {
    saveEvent(db, event, Date.now());
    if (made !== null) saveTicketKey(db, event.file.id, made.ticketKey);
    for (const template of made?.templates ?? []) saveTemplate(db, template, Date.now());
    changeStationSettings(db, { eventId: event.file.id });
    endDemo(db);
    if (setUpView(db, config) !== null) setUpPast(db, config, 'event');
    else if (!hasSupervisor(db)) askForSupervisor(db, 'supervisor');
  }).immediate();
}

function problemsIn(checked: CheckedFile<unknown>): Problem[] {
  return checked.ok ? [] : checked.problems;
}

function summary(checked: CheckedFile<EventFile>): NonNullable<EventChoice['file']>['event'] {
  if (!checked.ok) return null;
  const { name, days, checkpoints, groupWord, delegations } = checked.value;
  return {
    name: onScreens(name, checked.value),
    days,
    checkpoints: checkpoints.length,
    groupWord,
    delegations: delegations.length,
  };
}
