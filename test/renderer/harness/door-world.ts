import { savePhoto } from '../../../db/photos.ts';
import type { EventFile } from '../../../domain/event-file.ts';
import { changeStationSettings } from '../../../main/config/station-settings.ts';
import { samplePortrait } from '../../../main/use-cases/sample-portrait.ts';
import { admitted, badgesOf, codeOf, crowd, fate, handedOver, passed, stop } from './deeds.ts';
import type { HarnessDesk } from './desk.ts';
import type { HarnessOptions } from './options.ts';
import { event, start, uuid } from './people.ts';

const minute = 60_000;
/** The hall is open from 13:30 in Brussels. */
const afternoon = Date.UTC(2018, 9, 2, 12, 10);

/** The event with the rules that the scene's door has. */
export function doorEvent({ params }: HarnessOptions): EventFile {
  const capacity = params.has('open') ? null : Number(params.get('capacity') ?? '180');
  const whenFull = params.get('door') === 'refused' ? 'refuse' : 'ask';
  const seatsPerDelegation = params.get('doubts')?.includes('delegation-full') ? 1 : null;
  const categories = params.get('reason') === 'not-registered' ? ['observer'] : null;
  const change = { capacity, whenFull, seatsPerDelegation, categories } as const;
  return {
    ...event,
    checkpoints: event.checkpoints.map((one) => (one.id === 'pgs' ? { ...one, ...change } : one)),
  };
}

/** People went in, and one of them has what the scene is about. */
export function prepareDoor(desk: HarnessDesk): void {
  const { options, context } = desk;
  const { params } = options;
  const { db } = context;
  const inside = Number(params.get('inside') ?? '0');
  for (const id of crowd(desk, inside)) handedOver(desk, admitted(desk, id).serial);
  changeStationSettings(db, { checkpoint: 'pgs' });
  for (const index of (params.get('in') ?? '').split(',').filter((text) => text !== '')) {
    desk.setClock(afternoon - 32 * minute);
    passed(desk, codeOf(desk, Number(index)));
    if (params.get('how') === 'back') passed(desk, codeOf(desk, Number(index)), 'out');
  }
  const photo = params.has('photo') ? samplePortrait() : null;
  for (const index of photo === null ? [] : [0, 1, 3]) {
    const of = { eventId: context.event.file.id, delegateId: uuid(1, index) };
    if (photo !== null) savePhoto(db, of, photo, start);
  }
  if (params.has('returned')) {
    const serialText = badgesOf(desk, Number(params.get('returned')))[0]?.serial ?? '';
    fate(desk, serialText, 'returned');
  }
  if (params.has('stopped')) stop(db, 'delegate', uuid(1, Number(params.get('stopped'))));
  desk.setClock(params.has('closed') ? start : afternoon);
  changeStationSettings(db, { checkpoint: params.get('checkpoint') ?? 'pgs' });
}
