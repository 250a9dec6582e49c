import { describe, expect, it } from 'vitest';
import type { CheckInAnswer, CheckInInput } from '../../../preload/contract/check-in.ts';
import { CallFailure } from '../../../renderer/base/ask.ts';
import { createDeskFlow, type DeskFlow } from '../../../renderer/check-in/flow.ts';
import type { Scan } from '../../../renderer/scanning/scan.ts';
import { people } from '../harness/people.ts';

const [person] = people();
if (person === undefined) throw new Error('the harness has no people');
const { flagged: _flagged, ticketHashes: _ticketHashes, ...delegate } = person;
const key = 'd5b1f6f0-0000-4000-8000-000000000001';
const scan: Scan = { key, input: { source: 'hid', readings: ['LT'], seenAt: 1 } };
const identityCheck: CheckInAnswer = {
  outcome: 'identity-check',
  delegate,
  notice: 'none',
  lists: null,
};
const admitted: CheckInAnswer = {
  outcome: 'admitted',
  delegate,
  admissionId: key,
  wall: 1,
  returning: false,
  badge: null,
  notice: 'none',
  lists: null,
};

interface Desk {
  flow: DeskFlow;
  asked: CheckInInput[];
  freed: () => number;
}

/** A flow whose main process gives these answers in turn; an error is thrown. */
function deskWith(...answers: (CheckInAnswer | CallFailure)[]): Desk {
  const asked: CheckInInput[] = [];
  let freed = 0;
  const flow = createDeskFlow(
    {
      checkIn: async (input) => {
        asked.push(input);
        const answer = answers.shift();
        if (answer === undefined) throw new Error('more was asked than the test has answers for');
        if (answer instanceof CallFailure) throw answer;
        return answer;
      },
      newKey: () => 'd5b1f6f0-0000-4000-8000-00000000000f',
    },
    () => {
      freed += 1;
    },
  );
  return { flow, asked, freed: () => freed };
}

describe('the desk’s flow', () => {
  it('admits in one step where no document is asked for', async () => {
    const { flow } = deskWith(admitted);
    expect(await flow.scan(scan)).toBe('next');
    expect(flow.read()).toMatchObject({ kind: 'answered', answer: { outcome: 'admitted' } });
  });

  it('does not ask again for the document of somebody who was registered with it just now', async () => {
    const { flow, asked } = deskWith(admitted, admitted);
    flow.sawDocument({ delegateId: delegate.id, document: 'passport' });
    await flow.choose(delegate.id);
    await flow.choose(delegate.id);
    expect(asked.map((input) => input.identity)).toEqual(['passport', null]);
  });

  it.each([
    ['another is chosen', (flow: DeskFlow) => flow.choose('somebody else')],
    ['a scan comes', (flow: DeskFlow) => flow.scan(scan)],
    ['another operator signs in', async (flow: DeskFlow) => flow.sawDocument(null)],
  ])('forgets that document once %s', async (_, happens) => {
    const { flow, asked } = deskWith(admitted, admitted);
    flow.sawDocument({ delegateId: delegate.id, document: 'passport' });
    await happens(flow);
    await flow.choose(delegate.id);
    expect(asked.every((input) => input.identity === null)).toBe(true);
  });

  it('holds further scans while the document is checked, and confirms with the same key', async () => {
    const { flow, asked, freed } = deskWith(identityCheck, admitted);
    expect(await flow.scan(scan)).toBe('answer-due');
    expect(freed()).toBe(0);
    await flow.confirm('identity-card');
    expect(asked.map((input) => [input.key, input.identity])).toEqual([
      [key, null],
      [key, 'identity-card'],
    ]);
    expect(freed()).toBe(1);
    expect(flow.read().kind).toBe('answered');
  });

  it('confirms once however often the key is pressed', async () => {
    const { flow, asked } = deskWith(identityCheck, admitted);
    await flow.scan(scan);
    await Promise.all([flow.confirm('passport'), flow.confirm('passport')]);
    expect(asked).toHaveLength(2);
  });

  it('writes nothing when a check is put aside', async () => {
    const { flow, asked, freed } = deskWith(identityCheck);
    await flow.scan(scan);
    flow.putAside();
    expect(flow.read()).toEqual({ kind: 'idle' });
    expect(asked).toHaveLength(1);
    expect(freed()).toBe(1);
    await flow.confirm('passport');
    expect(asked).toHaveLength(1);
  });

  it('does not put aside what main is just writing', async () => {
    const { flow } = deskWith(identityCheck, admitted);
    await flow.scan(scan);
    const writing = flow.confirm('passport');
    flow.putAside();
    await writing;
    expect(flow.read()).toMatchObject({ kind: 'answered', answer: { outcome: 'admitted' } });
  });

  it('keeps a scan that failed and puts the same question again', async () => {
    const { flow, asked } = deskWith(new CallFailure('disk-full', ''), admitted);
    expect(await flow.scan(scan)).toBe('answer-due');
    expect(flow.read()).toMatchObject({ kind: 'failed', failure: { code: 'disk-full' } });
    await flow.retry();
    expect(asked.map((input) => input.key)).toEqual([key, key]);
    expect(flow.read().kind).toBe('answered');
  });

  it('remembers the document when its confirmation failed', async () => {
    const { flow, asked } = deskWith(identityCheck, new CallFailure('internal', ''), admitted);
    await flow.scan(scan);
    await flow.confirm('service-card');
    await flow.retry();
    expect(asked.map((input) => input.identity)).toEqual([null, 'service-card', 'service-card']);
  });

  it('checks in nobody from the search while a document is due', async () => {
    const { flow, asked } = deskWith(identityCheck);
    await flow.scan(scan);
    await flow.choose(delegate.id);
    expect(asked).toHaveLength(1);
  });

  it('lets a scan wait for the delegate chosen in the search', async () => {
    const { flow, asked } = deskWith(identityCheck, admitted, admitted);
    await flow.choose(delegate.id);
    const waiting = flow.scan(scan);
    expect(asked).toHaveLength(1);
    await flow.confirm('passport');
    expect(await waiting).toBe('next');
    expect(asked.at(-1)?.target.kind).toBe('scan');
  });

  it('shows a check-in that a dialog made, unless another person’s answer is due', async () => {
    const { flow } = deskWith(identityCheck);
    expect(flow.made(key, admitted)).toBe(true);
    expect(flow.read()).toEqual({ kind: 'answered', key, answer: admitted });
    await flow.scan(scan);
    expect(flow.made(key, admitted)).toBe(false);
    expect(flow.read().kind).toBe('identity');
  });
});
