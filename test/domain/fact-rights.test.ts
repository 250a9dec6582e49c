import { describe, expect, it } from 'vitest';
import { hubAuthor } from '../../domain/ledger/chain.ts';
import { asksForTarget, mayCount, operatorAsSaid } from '../../domain/ledger/fact-rights.ts';
import { uuid } from './attendance-sample.ts';

const station = 'a7f30c12-0000-4000-8000-000000000001';
const other = uuid(9);
const said = {
  type: 'admitted',
  station,
  targetId: null,
  operatorId: null,
  badgeSerial: null,
  payload: '{}',
} as const satisfies Parameters<typeof mayCount>[0];

const may = (
  part: Partial<Parameters<typeof mayCount>[0]>,
  mode: Parameters<typeof mayCount>[1],
  targetBy: string | null = null,
): boolean => mayCount({ ...said, ...part }, mode, targetBy);

describe('a fact of an administrator', () => {
  it('counts in a hub’s own chain only', () => {
    const change = { type: 'registration-changed', station: hubAuthor(uuid(5)) } as const;
    expect(may(change, null)).toBe(true);
    expect(may({ ...change, station }, null)).toBe(false);
    expect(may(change, 'desk')).toBe(false);
  });
});

describe('what the hub and desks write', () => {
  it('counts, badges of any station too', () => {
    const voided = { type: 'badge-voided', badgeSerial: 'FFFFFFFF-000001' } as const;
    expect(may({ ...voided, station: hubAuthor(uuid(5)) }, null)).toBe(true);
    expect(may(voided, 'desk')).toBe(true);
    expect(may({ type: 'admission-undone', targetId: uuid(7) }, 'desk', other)).toBe(true);
  });
});

describe('a kiosk or door', () => {
  it('writes facts of its own work alone', () => {
    expect(may({}, 'kiosk')).toBe(true);
    expect(may({ type: 'note-written' }, 'kiosk')).toBe(false);
    expect(may({ type: 'went-out' }, 'door')).toBe(true);
    expect(may({ type: 'badge-issued' }, 'door')).toBe(false);
  });

  it('names an operator at a door only, and no approver', () => {
    expect(may({ operatorId: other }, 'kiosk')).toBe(false);
    expect(may({ operatorId: other }, 'door')).toBe(true);
    expect(may({ payload: '{"approvedBy":null}' }, 'door')).toBe(false);
    for (const payload of ['{"approved":1}', 'null', '"approvedBy"', 'no JSON']) {
      expect(may({ payload }, 'door')).toBe(true);
    }
  });

  it('refers to its own facts, and an undo refers to one', () => {
    const undo = { type: 'admission-undone' } as const;
    expect(may({ ...undo, targetId: uuid(7) }, 'door', station)).toBe(true);
    expect(may({ ...undo, targetId: uuid(7) }, 'door', other)).toBe(false);
    expect(may({ ...undo, targetId: uuid(7) }, 'door', null)).toBe(false);
    expect(may(undo, 'door')).toBe(false);
    expect(may({ type: 'came-back' }, 'door')).toBe(true);
  });

  it('speaks of badges with its own serials', () => {
    const issued = { type: 'badge-issued', badgeSerial: 'A7F30C12-000001' } as const;
    expect(may(issued, 'kiosk')).toBe(true);
    expect(may({ ...issued, badgeSerial: 'FFFFFFFF-000001' }, 'kiosk')).toBe(false);
    expect(may({ ...issued, payload: '{"replaces":"A7F30C12-000000"}' }, 'kiosk')).toBe(true);
    expect(may({ ...issued, payload: '{"replaces":"FFFFFFFF-000000"}' }, 'kiosk')).toBe(false);
    // An admission may rest on a badge that another station printed.
    expect(may({ badgeSerial: 'FFFFFFFF-000001' }, 'kiosk')).toBe(true);
  });
});

describe('the author of a fact’s target', () => {
  it('is asked for where the fact could count', () => {
    const undo = { type: 'admission-undone', targetId: uuid(7) } as const;
    expect(asksForTarget(undo, 'door')).toBe(true);
    expect(asksForTarget(undo, 'kiosk')).toBe(false);
    expect(asksForTarget(undo, 'desk')).toBe(false);
    expect(asksForTarget(undo, null)).toBe(false);
    expect(asksForTarget({ ...undo, targetId: null }, 'door')).toBe(false);
  });
});

describe('the name of an operator', () => {
  it('has the station behind it where a door alone vouches for it', () => {
    expect(operatorAsSaid('Anna', { mode: 'door', name: 'West' })).toBe('Anna (West)');
    expect(operatorAsSaid('Anna', { mode: 'desk', name: 'Desk 1' })).toBe('Anna');
    expect(operatorAsSaid('Anna', { mode: null, name: 'Hub' })).toBe('Anna');
    expect(operatorAsSaid(null, { mode: 'door', name: 'West' })).toBeNull();
  });
});
