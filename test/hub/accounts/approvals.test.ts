import { expect, test } from 'vitest';
import { approvalLifetime } from '../../../domain/organiser/approvals.ts';
import type { Accounts } from '../../../hub/accounts/create-accounts.ts';
import { describeOnBothStores, type TestHub } from '../support/test-hub.ts';
import { problemOf } from '../support/test-requests.ts';
import { accountsOf, administrator } from './support.ts';

interface People {
  accounts: Accounts;
  anna: Person;
  ben: Person;
  viewer: Person;
}
type Person = { accountId: string; address: string };

const nothing = { subject: '', reason: '' };
const approved = { verdict: 'approved', note: '' } as const;
const refused = { verdict: 'refused', note: 'Too early' } as const;

async function people(hub: TestHub): Promise<People> {
  const accounts = accountsOf(hub);
  const add = async (name: string, role: 'organiser' | 'viewer'): Promise<Person> => {
    const { account } = await accounts.list.add({ name, role }, administrator);
    return { accountId: account.id, address: '192.0.2.7' };
  };
  return {
    accounts,
    anna: await add('Anna', 'organiser'),
    ben: await add('Ben', 'organiser'),
    viewer: await add('Viewer', 'viewer'),
  };
}

describeOnBothStores('approvals', (open) => {
  test('one asks, another approves, and it serves once', async () => {
    const { accounts, anna, ben } = await people(await open());
    const { approvals } = accounts;
    const id = await approvals.request(
      'purge',
      { subject: 'event 2018', reason: 'The event is over' },
      anna,
    );
    expect(await approvals.list(anna.accountId)).toMatchObject([
      {
        id,
        state: 'open',
        mayDecide: false,
        requestedBy: { name: 'Anna' },
        reason: 'The event is over',
      },
    ]);
    expect(await approvals.list(ben.accountId)).toMatchObject([{ id, mayDecide: true }]);
    expect(await problemOf(approvals.spend(id, 'purge'))).toMatchObject({ detail: 'state' });
    expect(await problemOf(approvals.decide(id, approved, anna))).toMatchObject({
      code: 'not-allowed',
      detail: 'same-person',
    });
    await approvals.decide(id, approved, ben);
    const spent = await Promise.allSettled([
      approvals.spend(id, 'purge'),
      approvals.spend(id, 'purge'),
    ]);
    expect(spent.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(spent.find(({ status }) => status === 'fulfilled')).toMatchObject({
      value: {
        subject: 'event 2018',
        requestedBy: { name: 'Anna' },
        approvedBy: { name: 'Ben' },
      },
    });
    const { entries } = await accounts.audit.read({ limit: 2 });
    expect(entries).toMatchObject([
      { action: 'approval-given', account: { name: 'Ben' }, detail: `purge ${id}` },
      { action: 'approval-requested', account: { name: 'Anna' } },
    ]);
  });

  test('who lacks the right neither asks nor decides, and sees nothing', async () => {
    const { accounts, anna, viewer } = await people(await open());
    const { approvals } = accounts;
    const lacksRight = { code: 'not-allowed', detail: 'right' };
    expect(await problemOf(approvals.request('purge', nothing, viewer))).toMatchObject(lacksRight);
    const id = await approvals.request('purge', nothing, anna);
    expect(await problemOf(approvals.decide(id, approved, viewer))).toMatchObject(lacksRight);
    expect(await approvals.list(viewer.accountId)).toEqual([]);
  });

  test('an account that the other one made or reset is no second person', async () => {
    const hub = await open();
    const { accounts, anna, ben } = await people(hub);
    const { approvals, list } = accounts;
    const made = (await list.add({ name: 'Puppet', role: 'organiser' }, anna)).account;
    const puppet = { accountId: made.id, address: '192.0.2.7' };
    const puppets = (await list.add({ name: 'Puppet 2', role: 'organiser' }, puppet)).account;
    const second = { accountId: puppets.id, address: '192.0.2.7' };
    const sameHand = { code: 'not-allowed', detail: 'same-hand' };
    const id = await approvals.request('purge', nothing, anna);
    expect(await problemOf(approvals.decide(id, approved, puppet))).toMatchObject(sameHand);
    expect(await problemOf(approvals.decide(id, approved, second))).toMatchObject(sameHand);
    // Two accounts that one person made count as that person's.
    const other = (await list.add({ name: 'Other', role: 'organiser' }, anna)).account;
    const sibling = { accountId: other.id, address: '192.0.2.7' };
    const reverse = await approvals.request('purge', nothing, second);
    expect(await problemOf(approvals.decide(reverse, approved, sibling))).toMatchObject(sameHand);
    expect(await approvals.list(sibling.accountId)).toMatchObject([
      { mayDecide: false },
      { mayDecide: false },
    ]);
    expect(await problemOf(approvals.decide(reverse, approved, anna))).toMatchObject(sameHand);
    await list.reset(ben.accountId, anna);
    expect(await problemOf(approvals.decide(id, approved, ben))).toMatchObject(sameHand);
    await list.reset(ben.accountId, administrator);
    await approvals.decide(id, approved, ben);
  });

  test('what is withdrawn, refused, decided or too old is not decided again', async () => {
    const hub = await open();
    const { accounts, anna, ben } = await people(hub);
    const { approvals } = accounts;
    const state = { code: 'not-allowed', detail: 'state' };
    const withdrawn = await approvals.request('purge', nothing, anna);
    expect(await problemOf(approvals.withdraw(withdrawn, ben))).toMatchObject({
      detail: 'other person',
    });
    await approvals.withdraw(withdrawn, anna);
    expect(await problemOf(approvals.decide(withdrawn, approved, ben))).toMatchObject(state);
    const turnedDown = await approvals.request('purge', nothing, anna);
    await approvals.decide(turnedDown, refused, ben);
    expect(await problemOf(approvals.decide(turnedDown, approved, ben))).toMatchObject(state);
    expect(await problemOf(approvals.spend(turnedDown, 'purge'))).toMatchObject(state);
    const ofAnna = await approvals.list(anna.accountId);
    expect(ofAnna.find(({ id }) => id === turnedDown)).toMatchObject({ note: 'Too early' });
    const late = await approvals.request('purge', nothing, anna);
    const unused = await approvals.request('purge', nothing, anna);
    await approvals.decide(unused, approved, ben);
    hub.time.now += approvalLifetime;
    expect(await problemOf(approvals.decide(late, approved, ben))).toMatchObject(state);
    expect(await problemOf(approvals.spend(unused, 'purge'))).toMatchObject(state);
    const states = (await approvals.list(anna.accountId)).map(({ state: each }) => each);
    expect(states.toSorted()).toEqual(['expired', 'expired', 'refused', 'withdrawn']);
  });
});
