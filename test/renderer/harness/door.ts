import type { DoorDoubt, DoorRefusal } from '../../../domain/door.ts';
import type { DoorAnswer, DoorInput, DoorView } from '../../../preload/contract/door.ts';
import { day, type Model, next, start } from './model.ts';
import { event, ticketOf, uuid } from './people.ts';
import { Refusal } from './refusal.ts';
import type { Verbs } from './station.ts';

type Passed = Extract<DoorAnswer, { outcome: 'passed' }>;

const minute = 60_000;

/** A portrait as JPEG: a head and shoulders, drawn. */
async function portrait(): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(300, 400);
  const draw = canvas.getContext('2d');
  if (draw === null) throw new Error('no canvas');
  draw.fillStyle = '#b9c4d6';
  draw.fillRect(0, 0, 300, 400);
  draw.fillStyle = '#39465e';
  draw.beginPath();
  draw.ellipse(150, 400, 130, 150, 0, 0, 7);
  draw.fill();
  draw.fillStyle = '#c69072';
  draw.beginPath();
  draw.ellipse(150, 165, 72, 92, 0, 0, 7);
  draw.fill();
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
  return new Uint8Array(await blob.arrayBuffer());
}

/**
 * The calls of a door. The address says what it does with every badge: `door=ask&doubts=inside,full`,
 * `door=refused&reason=full`, else everybody passes; `inside`, `capacity`, `old`, `photo`, `how`.
 */
export function doorVerbs(model: Model, search: string): Verbs {
  const params = new URLSearchParams(search);
  const text = (name: string, usual: string): string => params.get(name) ?? usual;
  let inside = Number(text('inside', '147'));
  const capacity = params.has('open') ? null : Number(text('capacity', '180'));
  if (model.options.mode === 'door') model.settings.checkpoint = text('checkpoint', 'pgs');
  const lists = params.has('alone')
    ? null
    : {
        roster: start - (params.has('old') ? 41 : 1) * minute,
        stopList: start - (params.has('old') ? 41 : 1) * minute,
        old: params.has('old'),
      };
  const kindOf = (id: string) => event.checkpoints.find((one) => one.id === id)?.kind;
  const view = (): DoorView => {
    const { checkpoint } = model.settings;
    const kind = kindOf(checkpoint);
    return {
      checkpoint: kind === 'registration' ? null : checkpoint,
      direction: kind === 'exit' ? 'out' : model.setUp.direction,
      canTurn: kind !== 'exit',
      canChoose: true,
      count: { inside, capacity },
      isOpen: !params.has('closed'),
      lists,
      day,
    };
  };
  const passed = (how: Passed['how']) => {
    if (how === 'in' || how === 'back') inside += 1;
    if (how === 'out') inside -= 1;
    return { outcome: 'passed' as const, factId: uuid(6, next(model)), how, wall: start };
  };
  const verdict = (steward: DoorInput['steward']) => {
    const reason = text('reason', 'stopped') as DoorRefusal;
    const refused = {
      outcome: 'refused' as const,
      reason,
      replaced: params.has('replaced'),
      validDays: reason === 'wrong-day' ? [day] : [],
    };
    if (text('door', '') === 'refused') return refused;
    const doubts = text('doubts', 'inside').split(',') as [DoorDoubt, ...DoorDoubt[]];
    const usual = view().direction === 'out' ? 'out' : 'in';
    if (text('door', '') !== 'ask') return passed(text('how', usual) as Passed['how']);
    if (steward === 'let-pass') return passed('again');
    if (steward === 'refuse') return { ...refused, reason: 'inside' as const };
    return { outcome: 'ask' as const, doubts, insideSince: start - 32 * minute };
  };
  return {
    getDoor: view,
    passDoor: async ({ scan, steward }: DoorInput): Promise<DoorAnswer> => {
      const at = model.delegates.findIndex((_, index) => scan.readings.includes(ticketOf(index)));
      const person = model.delegates[at];
      const answer = verdict(steward);
      const isNobody = person === undefined || params.has('nobody');
      return {
        ...answer,
        delegate: isNobody
          ? null
          : {
              id: person.id,
              printedName: person.printedName,
              delegation: person.delegation,
              administration: person.administration,
              category: person.category,
            },
        photo: params.has('photo') ? await portrait() : null,
        direction: view().direction,
        count: { inside, capacity },
        lists,
      };
    },
    undoPassing: () => {
      if (inside === 0) throw new Refusal('not-found');
      inside -= 1;
      model.emit('countsChanged');
      return view();
    },
    turnDoor: ({ direction }: { direction: 'in' | 'out' }) => {
      model.setUp.direction = direction;
      model.emit('stationChanged');
      return view();
    },
    chooseDoor: ({ checkpoint }: { checkpoint: string }) => {
      model.settings.checkpoint = checkpoint;
      model.emit('stationChanged');
      return view();
    },
  };
}
