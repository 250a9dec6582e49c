// clock: times of rows; badge-check.ts continues a check only if the clock was not moved.

import type { ReadableDatabase } from '../../../db/base/types.ts';
import { bookedSessions } from '../../../db/bookings.ts';
import { delegatesWithPhoto } from '../../../db/roster/photos.ts';
import {
  countDelegates,
  everyWrittenDelegate,
  findDelegateById,
} from '../../../db/roster/roster.ts';
import {
  type BadgeCheckProgress,
  type BadgeFinding,
  type BadgeFindingKind,
  badgeFindingKinds,
  layoutKinds,
  maxKeptFindings,
  namesakeKey,
} from '../../../domain/badges/badge-check.ts';
import { badgeContent } from '../../../domain/badges/badge-content.ts';
import type { ScreenLanguage } from '../../../domain/base/language.ts';
import { isInTable } from '../../../domain/delegations.ts';
import type { EventFile, LocalDay } from '../../../domain/event/event-file.ts';
import type { Delegate } from '../../../domain/roster/delegate.ts';
import { nameOrder, type OrderedName } from '../../../domain/roster/name-order.ts';
import { photoFieldOf, type TextSource } from '../../../domain/templates/badge-template.ts';
import { badgeTokenBytes, makeBadgeCode } from '../../../domain/tickets/opaque-code.ts';
import { sendsTicket } from '../../../domain/tickets/tickets-file.ts';
import type { FontBook } from '../../../platform/fonts/font-book.ts';
import { listGlyphs } from '../../printing/prepare.ts';
import { fitBadge } from '../../printing/render/fit-badge.ts';
import type { BadgeLayout } from '../../printing/render/renderer.ts';

export interface CheckJob {
  event: EventFile;
  /** The day whose names of delegations are printed. */
  day: LocalDay;
  /** The screens' language: decides the order of the findings. */
  language: ScreenLanguage;
  /** By the category's id. */
  layouts: ReadonlyMap<string, BadgeLayout>;
  /** A complete check with the same layouts: people not written since it are not laid out again. */
  previous: { at: number; findings: readonly BadgeFinding[] } | null;
}

export interface CheckSignals {
  progress(progress: BadgeCheckProgress): void;
  /** Called before each person: lets a running check-in pass. */
  giveWay(): void;
  /** Called after each few people: a pause for others. */
  rest(): Promise<void>;
}

export interface CheckedRoster {
  people: number;
  counts: Record<BadgeFindingKind, number>;
  /** By name; at most `maxKeptFindings` of a kind. */
  findings: BadgeFinding[];
}

/** People between two pauses: some 30 ms of work. */
const peopleAtATime = 20;

/**
 * Lays out the badge of everyone who gets one. Finds what is wrong with the badge and with the
 * person. Reads the roster in pages; people written meanwhile may be included or not. Draws
 * nothing.
 */
export async function checkRoster(
  db: ReadableDatabase,
  job: CheckJob,
  fonts: FontBook,
  { progress, giveWay, rest }: CheckSignals,
): Promise<CheckedRoster> {
  const eventId = job.event.id;
  const total = countDelegates(db, eventId).registered;
  const found = collectFindings(job.language);
  const withPhoto = delegatesWithPhoto(db, eventId);
  const known = knownLayouts(job.previous);
  const namesakes = findNamesakes(found.add, (id) => findDelegateById(db, eventId, id));
  let checked = 0;
  let people = 0;
  for (const { delegate, wall } of everyWrittenDelegate(db, eventId)) {
    giveWay();
    checked += 1;
    if (sendsTicket(delegate)) {
      people += 1;
      if (delegate.email === '') found.add('email', delegate);
      namesakes(delegate);
      const layout = layoutFor(job, delegate, found.add);
      if (layout !== null) {
        const showsSessions = showsSource(layout, 'sessions');
        // A booking changes what the badge says, but not the person.
        const isLaidOut = job.previous !== null && wall < job.previous.at && !showsSessions;
        if (isLaidOut) for (const one of known.get(delegate.id) ?? []) found.keep(one, delegate);
        else {
          const booked = showsSessions ? bookedSessions(db, eventId, delegate.id) : nothing;
          layOut(job, { person: delegate, booked, layout }, fonts, found.add);
        }
        if (
          !withPhoto.has(delegate.id) &&
          photoFieldOf(layout.template, delegate.category) !== null
        )
          found.add('photo', delegate);
      }
    }
    if (checked % peopleAtATime !== 0) continue;
    progress({ checked, total: Math.max(checked, total) });
    await rest();
  }
  return { people, ...found.result() };
}

type Add = (kind: BadgeFindingKind, person: Person, detail?: string) => void;
type Person = Pick<Delegate, 'id' | 'registrationCode' | 'delegation'> & OrderedName;

function collectFindings(language: ScreenLanguage) {
  const counts = Object.fromEntries(badgeFindingKinds.map((kind) => [kind, 0])) as Record<
    BadgeFindingKind,
    number
  >;
  const found: { finding: BadgeFinding; name: OrderedName }[] = [];
  const keep = (finding: BadgeFinding, { givenName, familyName, printedName }: Person): void => {
    counts[finding.kind] += 1;
    if (counts[finding.kind] > maxKeptFindings) return;
    found.push({ finding, name: { givenName, familyName, printedName } });
  };
  const add: Add = (kind, person, detail = '') => {
    const { id, registrationCode, printedName, delegation } = person;
    keep({ kind, delegateId: id, registrationCode, printedName, delegation, detail }, person);
  };
  const order = nameOrder(language);
  return {
    keep,
    add,
    result: () => ({
      counts,
      findings: found.sort((a, b) => order(a.name, b.name)).map(({ finding }) => finding),
    }),
  };
}

function knownLayouts(previous: CheckJob['previous']): Map<string, BadgeFinding[]> {
  const known = new Map<string, BadgeFinding[]>();
  for (const finding of previous?.findings ?? []) {
    if (!layoutKinds.has(finding.kind)) continue;
    const others = known.get(finding.delegateId) ?? [];
    known.set(finding.delegateId, [...others, finding]);
  }
  return known;
}

/** The first person of a name in a delegation. Kept small: there are as many as people. */
interface FirstOfName {
  id: string;
  delegation: string;
  isNoted: boolean;
  isNotedElsewhere: boolean;
}

/** Notes namesakes as they come: also the first one, once a second one is there. */
function findNamesakes(add: Add, read: (id: string) => Person | null): (person: Person) => void {
  const known = new Map<string, FirstOfName[]>();
  return (person) => {
    const name = namesakeKey(person.printedName);
    const { id, delegation } = person;
    const fresh = { id, delegation, isNoted: false, isNotedElsewhere: false };
    const firsts = known.get(name);
    const here = firsts?.find((one) => one.delegation === delegation);
    const first = here ?? firsts?.[0];
    if (firsts === undefined) known.set(name, [fresh]);
    else if (here === undefined) firsts.push(fresh);
    const other = first === undefined ? null : read(first.id);
    if (first === undefined || other === null) return;
    const kind = here === undefined ? 'same-name-elsewhere' : 'same-name';
    const flag = here === undefined ? 'isNotedElsewhere' : 'isNoted';
    if (!first[flag]) add(kind, other, person.registrationCode);
    first[flag] = true;
    add(kind, person, other.registrationCode);
  };
}

/** The layout of a badge that can be printed; else null, and a finding. */
function layoutFor({ event, layouts }: CheckJob, person: Delegate, add: Add) {
  const layout = layouts.get(person.category) ?? null;
  const hasDelegation = isInTable(event, person.delegation);
  if (!hasDelegation) add('delegation', person, person.delegation);
  if (layout === null) add('category', person, person.category);
  return hasDelegation ? layout : null;
}

interface CheckedBadge {
  person: Delegate;
  /** Ids of sessions. */
  booked: ReadonlySet<string>;
  layout: BadgeLayout;
}

const nothing: ReadonlySet<string> = new Set();

function showsSource({ template }: BadgeLayout, source: TextSource): boolean {
  return template.fields.some((field) => field.kind === 'text' && field.source === source);
}

/** A number that no badge has. */
const nobodys = { station: '00000000', count: 0 };

function layOut(
  { event, day }: CheckJob,
  { person, booked, layout }: CheckedBadge,
  fonts: FontBook,
  add: Add,
): void {
  const content = badgeContent({
    delegate: person,
    event,
    day,
    attempt: 1,
    training: false,
    photo: null,
    booked,
    serial: nobodys,
    qrText: makeBadgeCode(nobodys, new Uint8Array(badgeTokenBytes)),
  });
  const { missingGlyphs, findings } = fitBadge(content, layout, fonts);
  if (missingGlyphs.length > 0) add('missing-glyph', person, listGlyphs(missingGlyphs));
  const kinds = new Map<BadgeFindingKind, string>();
  for (const { code, field, points } of findings) {
    const isSmall = code === 'below-smallest';
    const kind = !isSmall ? 'cut' : showsName(layout, field) ? 'name-too-small' : 'text-too-small';
    if (!kinds.has(kind)) kinds.set(kind, points === null ? '' : String(points));
  }
  for (const [kind, points] of kinds) add(kind, person, points);
}

function showsName({ template }: BadgeLayout, id: string): boolean {
  const field = template.fields.find((one) => one.id === id);
  if (field?.kind !== 'text') return true;
  return ['printedName', 'givenName', 'familyName'].includes(field.source);
}
